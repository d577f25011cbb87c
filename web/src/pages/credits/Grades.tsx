import { Empty } from 'antd'
import type { Credit } from '../../api/books'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  none: ['还没有评级。首次申请发货后须评估。', '還沒有評級。首次申請出貨後須評估。', 'Not graded yet. The customer is assessed after the first request.'],
  grade: ['{{grade}} 级', '{{grade}} 級', 'Grade {{grade}}'],
  assessed: ['评估', '評估', 'Assessed by'],
  graded: ['评级', '評級', 'Graded by'],
})

/** Grades are those that a customer has had, the newest first. */
export function Grades({ of: c }: { of: Credit }) {
  const say = useSay()
  if (c.grades.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />
  return (
    <ul className="rows">
      {c.grades.map((g) => (
        <li key={g.seq} className="line">
          <strong>{say('grade', { grade: g.grade })}</strong>
          <span className="muted">
            {wall(g.at)} · {say('graded')} <Person id={g.grader} unit={c.unit} />
            {g.assessor && <> · {say('assessed')} <Person id={g.assessor} unit={c.unit} /></>}
          </span>
        </li>
      ))}
    </ul>
  )
}
