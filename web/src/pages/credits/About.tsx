import { Card, Descriptions } from 'antd'
import type { Credit } from '../../api/books'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  customer: ['客户', '客戶', 'Customer'],
  hidden: ['您无权查看客户资料', '您無權檢視客戶資料', 'Not yours to see'],
  seller: ['销售人员', '銷售人員', 'Salesperson'],
  recipient: ['开立人', '開立人', 'Opened by'],
  opened: ['开立时间', '開立時間', 'Opened'],
  contract: ['合同', '合約', 'Contract'],
  grade: ['信用等级', '信用等級', 'Grade'],
})

/** About says whose account it is, and who sees to it. */
export function About({ of: c }: { of: Credit }) {
  const say = useSay()
  const { word } = useWords()
  const none = <span className="muted">—</span>
  return (
    <Card size="small">
      <Descriptions size="small" column={{ xs: 1, md: 3 }} items={[
        { key: 'customer', label: say('customer'), children: c.customer?.name ? <MaskedCustomer of={c.customer} /> : <span className="muted">{say('hidden')}</span> },
        { key: 'seller', label: say('seller'), children: <Person id={c.seller} unit={c.unit} /> },
        { key: 'grade', label: say('grade'), children: c.grade ? <>{c.grade}&nbsp;<span className="muted">{wall(c.grades[0]?.at)}</span></> : none },
        { key: 'contract', label: say('contract'), children: c.eligibility.contract ? word('contract', c.eligibility.contract) : none },
        { key: 'recipient', label: say('recipient'), children: <Person id={c.recipient} unit={c.unit} /> },
        { key: 'opened', label: say('opened'), children: wall(c.opened_at) },
      ]} />
    </Card>
  )
}
