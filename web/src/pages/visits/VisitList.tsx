import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import type { VisitItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { Person, UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Marks } from './Marks'
import { Occasion } from './Occasion'

const useSay = speech({
  title: ['回访', '回訪', 'Return visits'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  occasion: ['缘由', '緣由', 'After what'],
  marks: ['结果与时效', '結果與時效', 'Outcome and time'],
  visitor: ['回访人', '回訪人', 'Who visits'],
  due: ['最迟', '最遲', 'Due'],
  appointed: ['约定', '約定', 'Agreed for'],
  unit: ['单位', '單位', 'Unit'],
  empty: ['还没有回访。投诉结案后按制度抽取，也可以手工登记。', '還沒有回訪。投訴結案後按制度抽取，也可以手工登記。', 'No return visits yet. A closed complaint brings one by lot; others are planned by hand.'],
})

/** The names of the list's filters. */
export const params = ['status', 'unit', 'event', 'cycle', 'visitor', 'sampled', 'running', 'late', 'paused', 'customer_id', 'complaint', 'due_from', 'due_before']

/** VisitList is one page of return visits, by when they are due. */
export function VisitList({ filters }: { filters: ReactNode }) {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (v: VisitItem) => <Link to={`/returnvisits/${v.id}`} onClick={(e) => e.stopPropagation()}>{v.number}</Link>
  const none = <span className="muted">—</span>
  return (
    <Listing
      path="/return-visits" label={say('title')} rowKey={(v) => v.id} open={(v) => void go(`/returnvisits/${v.id}`)} empty={say('empty')} params={params} filters={filters}
      card={(v) => (
        <div className="stack visit-card">
          <div className="line"><strong>{link(v)}</strong><span>{word('status', v.status)}</span><Marks of={v} /></div>
          <div><Occasion of={v} /></div>
          <div className="muted"><Visitor of={v} />{v.due_at && <> · {say('due')} {wall(v.due_at)}</>}</div>
        </div>
      )}
      columns={[
        { key: 'number', title: say('number'), width: 150, render: link },
        { key: 'status', title: say('status'), render: (v) => word('status', v.status) },
        { key: 'occasion', title: say('occasion'), render: (v) => <Occasion of={v} /> },
        { key: 'visitor', title: say('visitor'), render: (v) => <Visitor of={v} /> },
        { key: 'due', title: say('due'), width: 150, sort: 'due_at', render: (v) => wall(v.due_at) || none },
        { key: 'appointed', title: say('appointed'), width: 150, render: (v) => wall(v.appointed_at) || none },
        { key: 'marks', title: say('marks'), render: (v) => <Marks of={v} /> },
        { key: 'unit', title: say('unit'), render: (v) => <UnitName id={v.unit} /> },
      ]}
    />
  )
}

/** Whoever visits, or the role that does while nobody was named. */
function Visitor({ of: v }: { of: VisitItem }) {
  const { role } = useWords()
  return v.visitor ? <Person id={v.visitor} unit={v.unit} /> : <span className="muted">{role(v.role)}</span>
}
