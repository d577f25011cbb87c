import { Button, Card } from 'antd'
import { useState } from 'react'
import { useUnits, type Customer } from '../../api/books'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { PageHead } from '../../parts/PageHead'
import { UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { FindCustomer } from '../complaints/FindCustomer'
import { DeliveryForm } from './DeliveryForm'

const useSay = speech({
  title: ['登记交车', '登記交車', 'Enter a delivery'],
  unit: ['单位', '單位', 'Unit'],
  owner: ['车主', '車主', 'Owner of the car'],
  change: ['换一位客户', '換一位客戶', 'Another customer'],
})

/** A delivery opens the case of a vehicle's file: whose car it is comes first, then the delivery itself. */
export function Page() {
  const say = useSay()
  const { data: units } = useUnits()
  const [chosen, choose] = useState<string>()
  const [owner, setOwner] = useState<Customer>()
  const running = units?.items.filter((u) => u.profile) ?? []
  const unit = chosen ?? (running.length === 1 ? running[0]!.id : owner?.unit)
  return (
    <div className="page" style={{ maxWidth: 760 }}>
      <PageHead title={say('title')} />
      <div className="stack">
        <Card size="small" title={<h2>{say('unit')}</h2>}><UnitSelect withProfile label={say('unit')} value={unit} onChange={choose} /></Card>
        <Card size="small" title={<h2>{say('owner')}</h2>}>
          {owner
            ? <div className="line"><MaskedCustomer of={owner} /><span style={{ flex: 1 }} /><Button onClick={() => setOwner(undefined)}>{say('change')}</Button></div>
            : <FindCustomer unit={unit} onChosen={setOwner} />}
        </Card>
        {owner && unit && <DeliveryForm key={owner.id} unit={unit} owner={owner} onOwner={setOwner} />}
      </div>
    </div>
  )
}
