import { Descriptions, type DescriptionsProps } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Visit } from '../../api/books'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { Person } from '../../parts/People'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { CaseNumber } from '../complaints/About'
import { Occasion } from './Occasion'

const useSay = speech({
  customer: ['客户', '客戶', 'Customer'],
  hidden: ['其他单位的客户，资料不可见', '其他單位的客戶，資料不可見', 'Another unit’s customer: not yours to see'],
  others: ['此客户的全部回访', '此客戶的全部回訪', 'All visits to this customer'],
  occasion: ['缘由', '緣由', 'After what'],
  standing: ['长期回访', '長期回訪', 'Standing cycle'],
  occurred: ['发生于', '發生於', 'When that was'],
  origin: ['源自投诉', '源自投訴', 'After the complaint'],
  reference: ['外部编号', '外部編號', 'Number elsewhere'],
  role: ['回访岗位', '回訪崗位', 'Visited by'],
  handler: ['回访人', '回訪人', 'Who visits'],
  due: ['最迟', '最遲', 'Due'],
  next: ['下一次（第 {{n}} 次）最迟', '下一次（第 {{n}} 次）最遲', 'Next visit (number {{n}}) due'],
  nothing: ['没有待进行的回访', '沒有待進行的回訪', 'No visit is owed'],
  appointed: ['约定时间', '約定時間', 'Agreed for'],
  held: ['已回访', '已回訪', 'Visits made'],
  times: ['{{n}} 次，最近 {{at}}', '{{n}} 次，最近 {{at}}', '{{n}}, the last {{at}}'],
  score: ['最近得分', '最近得分', 'Last score'],
  issues: ['客户提出的问题', '客戶提出的問題', 'Issues that came up'],
  settled: ['{{all}} 个，已解决 {{n}} 个', '{{all}} 個，已解決 {{n}} 個', '{{all}}, settled: {{n}}'],
  fewer: ['客户希望少打扰', '客戶希望少打擾', 'Wants fewer calls'],
  called: ['递补进入样本', '遞補進入樣本', 'Takes a place in the sample'],
  edition: ['适用制度版本', '適用制度版本', 'Edition of the policy'],
})

/** About is what a visit is for: after what, for whom, by whom and until when. */
export function About({ of: v }: { of: Visit }) {
  const say = useSay()
  const { role } = useWords()
  const row = (key: string, label: string, children: ReactNode, wide = false) => ({ key, label, children, ...(wide && { span: 'filled' as const }) })
  const items: NonNullable<DescriptionsProps['items']> = [
    row('customer', say('customer'), <Customer of={v} />, true),
    row('occasion', say(v.cycle ? 'standing' : 'occasion'), <><Occasion of={v} /> {v.called_in && <Tag color="purple">{say('called')}</Tag>}</>),
    row('occurred', say('occurred'), wall(v.happened_at)),
    ...(v.complaint ? [row('origin', say('origin'), <CaseNumber id={v.complaint} />)] : []),
    ...(v.reference ? [row('reference', say('reference'), v.reference)] : []),
    row('role', say('role'), role(v.role)),
    row('handler', say('handler'), <Person id={v.visitor} unit={v.unit} />),
    row('due', v.cycle && v.due_at ? say('next', { n: v.visit }) : say('due'), v.due_at ? wall(v.due_at, true) : <span className="muted">{say('nothing')}</span>),
    ...(v.appointed_at ? [row('appointed', say('appointed'), wall(v.appointed_at))] : []),
    ...(v.held > 0 ? [row('held', say('held'), say('times', { n: v.held, at: wall(v.held_at) }))] : []),
    ...(v.score !== undefined && v.score !== null ? [row('score', say('score'), `${v.score} %`)] : []),
    ...(v.issues > 0 ? [row('issues', say('issues'), say('settled', { all: v.issues, n: v.settled }))] : []),
    ...(v.fewer_calls ? [row('fewer', say('fewer'), '✓')] : []),
    row('edition', say('edition'), <code className="clause">{v.edition.slice(0, 12)}</code>, true),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}

function Customer({ of: { customer } }: { of: Visit }) {
  const say = useSay()
  if (!customer?.name) return <span className="muted">{say('hidden')}</span>
  return (
    <span>
      <MaskedCustomer of={customer} />
      {' · '}<Link className="in-text" to={`/returnvisits?customer_id=${customer.id}`}>{say('others')}</Link>
    </span>
  )
}
