import { Descriptions, type DescriptionsProps } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CustomerVisit } from '../../api/books'
import { useGet } from '../../api/query'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { What } from './What'

const useSay = speech({
  customer: ['客户', '客戶', 'Customer'],
  hidden: ['其他单位的客户，资料不可见', '其他單位的客戶，資料不可見', 'Another unit’s customer: not yours to see'],
  others: ['此客户的全部拜访', '此客戶的全部拜訪', 'All visits to this customer'],
  what: ['目的与方式', '目的與方式', 'What for, and how'],
  visitor: ['拜访人', '拜訪人', 'Visited by'],
  plan: ['月计划', '月計劃', 'Plan of the month'],
  line: ['第 {{n}} 行', '第 {{n}} 行', 'line {{n}}'],
  earlier: ['补充', '補充', 'Supplements'],
  appointed: ['约定时间', '約定時間', 'Agreed for'],
  none: ['尚未约定', '尚未約定', 'Not agreed yet'],
  prepared: ['准备完毕', '準備完畢', 'Prepared'],
  visited: ['拜访时间', '拜訪時間', 'Made'],
  minutes: ['培训客户', '培訓客戶', 'Customer trained'],
  many: ['{{n}} 分钟', '{{n}} 分鐘', '{{n}} minutes'],
  promises: ['承诺', '承諾', 'Promises'],
  kept: ['{{all}} 项，已兑现 {{n}} 项', '{{all}} 項，已兌現 {{n}} 項', '{{all}}, kept: {{n}}'],
  reported: ['报告', '報告', 'Reported'],
  reviewed: ['审阅', '審閱', 'Report reviewed'],
  off: ['可停止值班至', '可停止值班至', 'Duty may be taken away until'],
  edition: ['适用制度版本', '適用制度版本', 'Edition of the policy'],
})

/** About is whom a visit is to and what for, who makes it, and how far it has come. */
export function About({ of: v }: { of: CustomerVisit }) {
  const say = useSay()
  const row = (key: Parameters<typeof say>[0], children: ReactNode, wide = false) => ({ key, label: say(key), children, ...(wide && { span: 'filled' as const }) })
  const at = (key: Parameters<typeof say>[0], moment: string | undefined) => (moment ? [row(key, wall(moment, true))] : [])
  const items: NonNullable<DescriptionsProps['items']> = [
    row('customer', <Customer of={v} />, true),
    row('what', <What of={v} />),
    row('visitor', <Person id={v.visitor} unit={v.unit} />),
    ...(v.plan ? [row('plan', <span><PlanNumber id={v.plan} /> · {say('line', { n: v.line ?? '' })}</span>)] : []),
    ...(v.earlier_id ? [row('earlier', <VisitNumber id={v.earlier_id} />)] : []),
    row('appointed', v.appointed_at ? wall(v.appointed_at) : <span className="muted">{say('none')}</span>),
    ...at('prepared', v.prepared_at), ...at('visited', v.visited_at),
    ...(v.minutes ? [row('minutes', say('many', { n: v.minutes }))] : []),
    ...(v.promises > 0 ? [row('promises', say('kept', { all: v.promises, n: v.kept }))] : []),
    ...at('reported', v.reported_at),
    ...(v.reviewed_at ? [row('reviewed', <span>{wall(v.reviewed_at, true)} · <Person id={v.reviewed_by} unit={v.unit} /></span>)] : []),
    ...at('off', v.off_duty_until),
    row('edition', <code className="clause">{v.edition.slice(0, 12)}</code>, true),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}

function Customer({ of: { customer } }: { of: CustomerVisit }) {
  const say = useSay()
  if (!customer?.name) return <span className="muted">{say('hidden')}</span>
  return <span><MaskedCustomer of={customer} />{' · '}<Link className="in-text" to={`/visits?customer_id=${customer.id}`}>{say('others')}</Link></span>
}

/** The number of a month's plan; a reader who may not see that one reads a dash. */
function PlanNumber({ id }: { id: string }) {
  const { data } = useGet('/visit-plans/{id}', { path: { id } })
  return data ? <Link to={`/visitplans/${id}`}>{data.number}</Link> : <>—</>
}

function VisitNumber({ id }: { id: string }) {
  const { data } = useGet('/visits/{id}', { path: { id } })
  return data ? <Link to={`/visits/${id}`}>{data.number}</Link> : <>—</>
}
