import { Descriptions, type DescriptionsProps } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Lead } from '../../api/books'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { Person } from '../../parts/People'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  customer: ['客户', '客戶', 'Customer'],
  hidden: ['您无权查看客户资料', '您無權檢視客戶資料', 'Not yours to see'],
  others: ['此客户的全部线索', '此客戶的全部線索', 'All leads of this customer'],
  source: ['来源', '來源', 'Source'],
  class: ['客户类别', '客戶類別', 'Class'],
  cadence: ['跟进节奏', '跟進節奏', 'Cadence'],
  noCadence: ['制度没有合适的节奏：没有联系期限', '制度沒有合適的節奏：沒有聯繫期限', 'The policy has none that fits: no contact is owed'],
  consultant: ['跟进顾问', '跟進顧問', 'Followed by'],
  recipient: ['登记人', '登記人', 'Entered by'],
  signed: ['信息卡生效', '信息卡生效', 'Card counts since'],
  last: ['最近联系到', '最近聯繫到', 'Last reached'],
  row: ['连续只发信息', '連續只發信息', 'Messages in a row'],
  times: ['{{n}} 次', '{{n}} 次', '{{n}}'],
  quality: ['优质', '優質', 'Worth more calls'],
  duty: ['值班', '值班', 'On duty'],
})

/** About is where a lead comes from, who follows it, and how far that has come. */
export function About({ of: l }: { of: Lead }) {
  const say = useSay()
  const { word } = useWords()
  const none = <span className="muted">—</span>
  const row = (key: string, label: string, children: ReactNode, wide = false) => ({ key, label, children, ...(wide && { span: 'filled' as const }) })
  const items: NonNullable<DescriptionsProps['items']> = [
    row('customer', say('customer'), <Customer of={l} />, true),
    row('source', say('source'), <span>{word('source', l.source)} {l.quality && <Tag color="green">{say('quality')}</Tag>}{l.on_duty && <Tag>{say('duty')}</Tag>}</span>),
    ...(l.class ? [row('class', say('class'), word('class', l.class))] : []),
    row('cadence', say('cadence'), l.cadence ? word('cadence', l.cadence) : <span className="muted">{say('noCadence')}</span>),
    row('consultant', say('consultant'), <Person id={l.consultant} unit={l.unit} />),
    row('recipient', say('recipient'), <Person id={l.recipient} unit={l.unit} />),
    row('signed', say('signed'), wall(l.signed_at) || none),
    row('last', say('last'), wall(l.last_contact_at) || none),
    row('row', say('row'), say('times', { n: l.messages_in_a_row })),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}

function Customer({ of: { customer } }: { of: Lead }) {
  const say = useSay()
  if (!customer?.name) return <span className="muted">{say('hidden')}</span>
  return (
    <span>
      <MaskedCustomer of={customer} />
      {' · '}<Link className="in-text" to={`/leads?customer_id=${customer.id}`}>{say('others')}</Link>
    </span>
  )
}
