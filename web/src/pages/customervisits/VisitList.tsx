import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import type { CustomerVisitItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { Person, UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Marks } from './Marks'
import { What } from './What'

const useSay = speech({
  title: ['客户拜访', '客戶拜訪', 'Visits to customers'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  what: ['目的与方式', '目的與方式', 'What for'],
  visitor: ['拜访人', '拜訪人', 'Visited by'],
  appointed: ['约定', '約定', 'Agreed for'],
  visited: ['拜访', '拜訪', 'Made'],
  reported: ['报告', '報告', 'Reported'],
  marks: ['须留意', '須留意', 'To be minded'],
  unit: ['单位', '單位', 'Unit'],
  empty: ['还没有客户拜访。按月计划或单独登记一次拜访。', '還沒有客戶拜訪。按月計劃或單獨登記一次拜訪。', 'No visits yet. Plan one, by the plan of a month or on its own.'],
})

interface Props {
  filters?: ReactNode
  /** Only those by the plan of a month, inside the page of that. */
  plan?: string
  empty?: string
}

/** VisitList is one page of visits to customers. */
export function VisitList({ filters, plan, empty }: Props) {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (v: CustomerVisitItem) => <Link to={`/visits/${v.id}`} onClick={(e) => e.stopPropagation()}>{v.number}</Link>
  const none = <span className="muted">—</span>
  return (
    <Listing
      path="/visits" label={say('title')} rowKey={(v) => v.id} open={(v) => void go(`/visits/${v.id}`)} empty={empty ?? say('empty')} filters={filters} cards={Boolean(plan)}
      {...(plan && { fixed: { plan }, place: 'visits' })}
      params={plan ? [] : ['status', 'unit', 'visitor', 'customer_id', 'plan', 'purpose', 'visited_from', 'visited_before', 'appointed_from', 'appointed_before', 'late', 'promised', 'running']}
      card={(v) => (
        <div className="stack visit-card">
          <div className="line"><strong>{link(v)}</strong><span>{word('status', v.status)}</span><Marks of={v} /></div>
          <div><What of={v} /></div>
          <div className="muted"><Person id={v.visitor} unit={v.unit} />{v.visited_at ? <> · {say('visited')} {wall(v.visited_at)}</> : v.appointed_at && <> · {say('appointed')} {wall(v.appointed_at)}</>}</div>
        </div>
      )}
      columns={[
        { key: 'number', title: say('number'), width: 150, render: link },
        { key: 'status', title: say('status'), render: (v) => word('status', v.status) },
        { key: 'what', title: say('what'), render: (v) => <What of={v} /> },
        { key: 'visitor', title: say('visitor'), render: (v) => <Person id={v.visitor} unit={v.unit} /> },
        { key: 'appointed', title: say('appointed'), width: 130, render: (v) => wall(v.appointed_at) || none },
        { key: 'visited', title: say('visited'), width: 130, render: (v) => wall(v.visited_at) || none },
        { key: 'reported', title: say('reported'), width: 130, render: (v) => wall(v.reported_at) || none },
        { key: 'marks', title: say('marks'), render: (v) => <Marks of={v} /> },
        { key: 'unit', title: say('unit'), render: (v) => <UnitName id={v.unit} /> },
      ]}
    />
  )
}
