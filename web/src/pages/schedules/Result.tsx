import { Link } from 'react-router'
import type { Schedule } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { useRounds } from '../../parts/useRounds'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({ late: ['延迟', '延遲', 'late'] })

export type Begun = NonNullable<Schedule['last']>

// A round whose case isn't there has a word of its own; else it stands where its case does.
const unopened = new Set(['unopened', 'not_opened'])

/** Result is what came of a round: where its case stands, to which it leads. */
export function Result({ of: p, kind }: { of: Begun; kind: string }) {
  const { word } = useWords()
  if (unopened.has(p.result)) return <Tag color={p.result === 'not_opened' ? 'red' : 'gold'}>{word('result', p.result)}</Tag>
  return <Link className="in-text" to={`/${kind}s/${p.case}`} onClick={(e) => e.stopPropagation()}>{word('status', p.result)}</Link>
}

/** RoundBegun is which round began, and when. */
export function RoundBegun({ of: p }: { of: Begun }) {
  const say = useSay()
  const { round } = useRounds()
  return <span>{round(p.period)} <span className="muted">{wall(p.begun_at)}</span>{p.late && <> <Tag color="orange">{say('late')}</Tag></>}</span>
}
