import type { components } from '../../api/schema'
import { Clause } from '../../parts/Clause'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  copy: ['第 {{n}} 联：', '第 {{n}} 聯：', 'Copy {{n}}: '],
  waits: ['待分送', '待分送', 'Still to be handed over'],
  quantities: ['核准数量 {{approved}}，实收数量 {{actual}}', '核准數量 {{approved}}，實收數量 {{actual}}', 'Approved quantity {{approved}}, quantity that came {{actual}}'],
})

/** Settlement is how a closed complaint is settled, and which copies of the form have reached their receivers. */
export function Settlement({ of: s, unit }: { of: components['schemas']['Settling']; unit: string }) {
  const say = useSay()
  const { word, role } = useWords()
  return (
    <div>
      <strong>{word('settlement', s.way)}</strong>
      {(s.approved > 0 || s.actual > 0) && <> · {say('quantities', { approved: s.approved, actual: s.actual })}</>}
      {(s.copies?.length ?? 0) > 0 && (
        <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
          {s.copies.map((c) => (
            <li key={c.no}>
              {say('copy', { n: c.no })}{role(c.receiver)} <Clause id={c.clause} />{' '}
              <span className="muted">{c.routed_at ? <>{wall(c.routed_at)} · <Person id={c.routed_by} unit={unit} /></> : say('waits')}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
