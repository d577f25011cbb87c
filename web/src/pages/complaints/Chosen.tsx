import { Alert, Button, Radio } from 'antd'
import { Link } from 'react-router'
import type { ComplaintItem, Customer } from '../../api/books'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  change: ['换一位客户', '換一位客戶', 'Another customer'],
  car: ['涉及车辆', '涉及車輛', 'Which car it is about'],
  none: ['不涉及车辆', '不涉及車輛', 'No car'],
  running: ['此客户有 {{n}} 件进行中的投诉，也许是同一件事', '此客戶有 {{n}} 件進行中的投訴，也許是同一件事', 'Running complaints of this customer: {{n}}. Maybe the same issue'],
  way: ['请先查看。同一件事请在原投诉上补充，不必再登记。', '請先檢視。同一件事請在原投訴上補充，不必再登記。', 'Look at them first: the same issue is added to its complaint, not registered again.'],
  tab: ['（在新标签页打开）', '（在新分頁開啟）', ' (opens in a new tab)'],
})

interface Props {
  customer: Customer
  vehicle: string | undefined
  running: ComplaintItem[]
  onVehicle: (id: string | undefined) => void
  onChange: () => void
}

/** Chosen is the customer who complains, with the cars, and complaints that may already be about the same issue. */
export function Chosen({ customer, vehicle, running, onVehicle, onChange }: Props) {
  const say = useSay()
  const { word } = useWords()
  return (
    <div className="stack">
      <div className="line">
        <MaskedCustomer of={customer} /><span style={{ flex: 1 }} />
        <Button onClick={onChange}>{say('change')}</Button>
      </div>
      {customer.vehicles.length > 0 && (
        <Radio.Group aria-label={say('car')} value={vehicle ?? ''} onChange={(e) => onVehicle((e.target.value as string) || undefined)}
          options={[...customer.vehicles.map((v) => ({ value: v.id, label: [v.model, v.plate, v.vin].filter(Boolean).join(' · ') })), { value: '', label: say('none') }]} />
      )}
      {running.length > 0 && (
        <Alert type="warning" showIcon role="status" title={say('running', { n: running.length })}
          description={
            <>
              {say('way')}
              <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
                {running.map((c) => (
                  <li key={c.id}>
                    <Link className="in-text" to={`/complaints/${c.id}`} target="_blank" rel="noopener">{c.number}{say('tab')}</Link>{' '}
                    {word('status', c.status)} · {word('channel', c.channel)} · {wall(c.opened_at)}
                  </li>
                ))}
              </ul>
            </>
          } />
      )}
    </div>
  )
}
