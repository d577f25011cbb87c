import { Skeleton } from 'antd'
import { Link } from 'react-router'
import { useGet } from '../../api/query'
import type { components } from '../../api/schema'
import { UnitName } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  none: ['没有未办事项。', '沒有未辦事項。', 'Nothing open names this person.'],
  whole: ['负责整个案件', '負責整個案件', 'responsible for the case'],
})

type Duty = components['schemas']['OpenDuty']

/** Open is what is open and names somebody: to-dos, and cases that the person is responsible for. */
export function Open({ id }: { id: string }) {
  const say = useSay()
  const { data, error, isPending, refetch } = useGet('/staff/{id}/open', { path: { id } })
  if (isPending) return <Skeleton active />
  if (!data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (data.items.length === 0) return <span className="muted">{say('none')}</span>
  return <ul className="rows">{data.items.map((o) => <li key={`${o.case} ${o.obligation ?? ''}`}><DutyLine of={o} /></li>)}</ul>
}

/** DutyLine names a case and what is owed in it; administrators may be told of cases that they may not open. */
export function DutyLine({ of: o }: { of: Duty }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <span className="line">
      <Link className="in-text" to={`/${o.kind}s/${o.case}`}>{o.number}</Link>
      <span>{o.duty ? word('duty', o.duty) : say('whole')}</span>
      <span className="muted"><UnitName id={o.unit} /></span>
    </span>
  )
}
