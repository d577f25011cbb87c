import { Descriptions, type DescriptionsProps } from 'antd'
import type { ReactNode } from 'react'
import type { VisitPlan } from '../../api/books'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  person: ['谁的月份', '誰的月份', 'Whose month'],
  month: ['月份', '月份', 'Month'],
  submitted: ['提交', '提交', 'Handed in'],
  approved: ['审核通过', '審核通過', 'Approved'],
  counted: ['已统计至', '已統計至', 'Counted up to'],
  closed: ['结束', '結束', 'Closed'],
  planned: ['计划拜访', '計劃拜訪', 'Planned'],
  actual: ['按计划完成', '按計劃完成', 'Made as planned'],
  beside: ['计划外', '計劃外', 'Made beside the plan'],
  edition: ['适用制度版本', '適用制度版本', 'Edition of the policy'],
})

/** About is whose month it is, how far its plan has come, and at the end what was planned and made. */
export function About({ of: p }: { of: VisitPlan }) {
  const say = useSay()
  const row = (key: Parameters<typeof say>[0], children: ReactNode) => ({ key, label: say(key), children })
  const items: NonNullable<DescriptionsProps['items']> = [
    row('person', <Person id={p.person} unit={p.unit} />), row('month', p.month),
    ...(p.submitted_at ? [row('submitted', wall(p.submitted_at))] : []),
    ...(p.approved_at ? [row('approved', <span>{wall(p.approved_at)} · <Person id={p.approved_by} unit={p.unit} /></span>)] : []),
    ...(p.counted_to ? [row('counted', p.counted_to)] : []),
    ...(p.closed_at ? [row('closed', wall(p.closed_at)), row('planned', p.planned), row('actual', p.actual), row('beside', p.beside)] : []),
    row('edition', <code className="clause">{p.edition.slice(0, 12)}</code>),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}
