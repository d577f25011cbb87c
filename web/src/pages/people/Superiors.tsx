import { Skeleton } from 'antd'
import { useGet } from '../../api/query'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Act } from './Act'
import { useNow } from '../../parts/clock'
import { byStanding, standing } from './terms'

const useSay = speech({
  none: ['没有登记上级。', '沒有登記上級。', 'Nobody is said to be above this person.'],
  from: ['自 {{at}}', '自 {{at}}', 'from {{at}}'],
  to: ['至 {{at}}', '至 {{at}}', 'until {{at}}'],
})

const kinds = ['line', 'area']

/** Superiors are those above somebody, in the line and by area, and who was so before. */
export function Superiors({ id, sets }: { id: string; sets: boolean }) {
  const say = useSay()
  const { word } = useWords()
  const now = useNow()
  const { data, error, isPending, refetch } = useGet('/staff/{id}/superiors', { path: { id } })
  if (isPending) return <Skeleton active />
  if (!data) return <ProblemNote error={error} retry={() => void refetch()} />
  return (
    <div className="stack">
      {data.items.length === 0
        ? <span className="muted">{say('none')}</span>
        : (
          <ul className="rows">
            {byStanding(data.items, now).map((s) => (
              <li key={`${s.kind} ${s.from}`} className={standing(s, now) === 'over' ? 'muted' : undefined}>
                <div>{word('kind', s.kind)} · <Person id={s.superior} /></div>
                <div className="muted">{say('from', { at: wall(s.from) })}{s.to && ` ${say('to', { at: wall(s.to) })}`}</div>
              </li>
            ))}
          </ul>
        )}
      {sets && <div><Act action="set_superior" ids={{ id }} choices={{ kind: kinds }} start={{ kind: kinds[0] }} small /></div>}
    </div>
  )
}
