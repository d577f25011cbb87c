import { Alert, Button, Card } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ActionForm } from '../../actions/ActionForm'
import { namedByCase, openings } from '../../actions/forms'
import type { Customer, Retention } from '../../api/books'
import { Opening, useOpening, WhoCard } from '../../parts/Opening'
import { houseZone } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  title: ['登记保管', '登記保管', 'File a record'],
  which: ['请先选择单位：各单位的制度规定保管哪些档案。', '請先選擇單位：各單位的制度規定保管哪些檔案。', 'Choose a unit first: its policy says which records are kept.'],
  what: ['档案', '檔案', 'The record'],
  who: ['客户', '客戶', 'Whose it is'],
  somebodys: ['属于某位客户', '屬於某位客戶', 'It is a customer’s'],
  stored: ['车辆档案存档时会自动登记。以前存档、尚未登记的，才在此登记。', '車輛檔案存檔時會自動登記。以前存檔、尚未登記的，才在此登記。', 'A file that is stored is kept by itself. Only one that was stored before is filed here.'],
  runs: ['保管期自归档之日起算；租户档案自迁出之日起算。更早归档的，请填写当时的时间。', '保管期自歸檔之日起算；租戶檔案自遷出之日起算。更早歸檔的，請填寫當時的時間。', 'Its time runs from the day it was filed, or the tenant left. If that was earlier, say when.'],
  denied: ['您的岗位不能在此单位登记保管', '您的崗位不能在此單位登記保管', 'Your roles file no records here'],
  way: ['请换一个单位，或请该单位的档案保管人登记。', '請換一個單位，或請該單位的檔案保管人登記。', 'Choose another unit, or ask whoever keeps records there.'],
})

/** A record is filed: which one it is, whose, and where it stands; how long it is kept, the policy says. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const [customer, setCustomer] = useState<Customer>()
  const [somebodys, ask] = useState(false)
  const opening = useOpening('retention')
  const { unit, policy, asked } = opening
  const records = policy?.allowed ? (policy.choices.record ?? []) : []
  const papers = records.some((r) => !namedByCase(r))
  return (
    <Opening of={opening} title={say('title')} denied={say('denied')} way={say('way')}>
      {!unit && asked && <Alert type="info" showIcon title={say('which')} />}
      {papers && (somebodys
        ? <WhoCard title={say('who')} unit={unit} value={customer} onChange={setCustomer} known />
        : <div><Button onClick={() => ask(true)}>{say('somebodys')}</Button></div>)}
      {unit && policy?.allowed && (
        <Card size="small" title={<h2 className="card-title">{say('what')}</h2>}>
          <p className="muted">{say(papers ? 'runs' : 'stored')}</p>
          <ActionForm<Retention> key={unit} form={openings.retention} action="open" label={say('title')} ids={{}}
            start={records.length === 1 ? { record: records[0] } : undefined} fixed={{ unit, ...(papers && customer && { customer_id: customer.id }) }}
            about={{ unit, kind: 'retention', zone: houseZone, choices: policy.choices }} onDone={(r) => void go(`/retentions/${r.id}`)} />
        </Card>
      )}
    </Opening>
  )
}
