import { Card } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { ActionForm } from '../../actions/ActionForm'
import { openings } from '../../actions/forms'
import type { Customer, Erasure } from '../../api/books'
import { useGet } from '../../api/query'
import { Opening, useOpening, WhoCard } from '../../parts/Opening'
import { houseZone } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  title: ['登记删除请求', '登記刪除請求', 'Take a request'],
  who: ['要删除谁的资料', '要刪除誰的資料', 'Who is to be erased'],
  what: ['请求', '請求', 'The request'],
  next: ['登记后核实请求人身份，再由另一人决定；现在不会删除任何资料。', '登記後核實請求人身分，再由另一人決定；現在不會刪除任何資料。', 'Who asks is checked next, and somebody else decides. Nothing is erased now.'],
  running: ['该客户已有删除请求在办：', '該客戶已有刪除請求在辦：', 'A request about this customer is under way: '],
  denied: ['您的岗位不能在此单位受理删除请求', '您的崗位不能在此單位受理刪除請求', 'Your roles take no such requests here'],
  way: ['请换一个单位，或请该单位的客服受理。', '請換一個單位，或請該單位的客服受理。', 'Choose another unit, or ask customer service there.'],
})

/** Somebody asks to have a customer erased: whom comes first, then who asks and how. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const [customer, setCustomer] = useState<Customer>()
  const opening = useOpening('erasure', customer)
  const { unit, policy } = opening
  return (
    <Opening of={opening} title={say('title')} denied={say('denied')} way={say('way')}>
      <WhoCard title={say('who')} unit={unit} value={customer} onChange={setCustomer} known />
      {customer && unit && policy?.allowed && (
        <Card size="small" title={<h2 className="card-title">{say('what')}</h2>}>
          <Running customer={customer.id} />
          <p className="muted">{say('next')}</p>
          <ActionForm<Erasure> key={`${customer.id} ${unit}`} form={openings.erasure} action="open" label={say('title')} ids={{}} fixed={{ unit, customer_id: customer.id }}
            about={{ unit, kind: 'erasure', zone: houseZone, choices: policy.choices }} onDone={(e) => void go(`/erasures/${e.id}`)} />
        </Card>
      )}
    </Opening>
  )
}

/** Running leads to the request that is under way: there is one at a time. */
function Running({ customer }: { customer: string }) {
  const say = useSay()
  const one = useGet('/erasures', { query: { customer_id: customer, running: true, limit: 1 } }).data?.items[0]
  return one ? <p role="status">{say('running')}<Link className="in-text" to={`/erasures/${one.id}`}>{one.number}</Link></p> : null
}
