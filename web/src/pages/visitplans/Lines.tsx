import { Link } from 'react-router'
import { useMe, type VisitPlan } from '../../api/books'
import { CustomerName } from '../../parts/CustomerName'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  title: ['计划内容', '計劃內容', 'Lines of the plan'],
  line: ['行', '行', 'Line'],
  purpose: ['目的', '目的', 'For'],
  object: ['对象', '對象', 'To whom'],
  customer: ['客户', '客戶', 'Customer'],
  any: ['不限某位客户', '不限某位客戶', 'No one in particular'],
  visits: ['计划次数', '計劃次數', 'Planned'],
  actual: ['已完成', '已完成', 'Made'],
  plan: ['登记拜访', '登記拜訪', 'Plan a visit'],
  planOf: ['按第 {{n}} 行登记拜访', '按第 {{n}} 行登記拜訪', 'Plan a visit by line {{n}}'],
  none: ['还没有计划内容。', '還沒有計劃內容。', 'Nothing is planned yet.'],
})

/** Lines are what is planned, each with how many of its visits were made; whose month it is goes on from there once it is approved. */
export function Lines({ of: p }: { of: VisitPlan }) {
  const say = useSay()
  const { word } = useWords()
  const { data: me } = useMe()
  if (p.plan.length === 0) return <span className="muted">{say('none')}</span>
  const goesOn = Boolean(p.approved_at) && !p.ended && me?.id === p.person
  const objects = p.plan.some((l) => l.object)
  return (
    <div className="rows-frame" tabIndex={0} role="region" aria-label={say('title')}>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">{say('line')}</th><th scope="col">{say('purpose')}</th>{objects && <th scope="col">{say('object')}</th>}<th scope="col">{say('customer')}</th>
            <th scope="col" className="count">{say('visits')}</th><th scope="col" className="count">{say('actual')}</th>{goesOn && <th />}
          </tr>
        </thead>
        <tbody>
          {p.plan.map((l) => (
            <tr key={l.line}>
              <td>{l.line}</td><td>{word('purpose', l.purpose)}</td>{objects && <td>{word('object', l.object)}</td>}
              <td>{l.customer_id ? <CustomerName id={l.customer_id} /> : <span className="muted">{say('any')}</span>}</td>
              <td className="count">{l.visits}</td><td className="count">{l.actual}</td>
              {goesOn && <td><Link to={`/visits/new?plan=${p.id}&line=${l.line}`} aria-label={say('planOf', { n: l.line })}>{say('plan')}</Link></td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
