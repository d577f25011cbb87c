import { Alert, Descriptions } from 'antd'
import { useState } from 'react'
import type { Schedule } from '../../api/books'
import { useGet } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { Listing } from '../../parts/Listing'
import { wall } from '../../parts/time'
import { useRounds } from '../../parts/useRounds'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Direct } from './Direct'
import { Result, RoundBegun } from './Result'

const useSay = speech({
  of: ['办理', '辦理', 'Opens'],
  policy: ['依据', '依據', 'By'],
  every: ['何时', '何時', 'When'],
  since: ['自何时起', '自何時起', 'Since'],
  paused: ['{{at}} 起暂停：到期的期次不会开始。', '{{at}} 起暫停：到期的期次不會開始。', 'Paused since {{at}}: what comes meanwhile doesn’t begin.'],
  pausedWay: ['恢复后继续；暂停期间的期次要补办才会开始。', '恢復後繼續；暫停期間的期次要補辦才會開始。', 'It goes on when it is resumed; rounds of the pause begin by a backfill alone.'],
  next: ['以后各期', '以後各期', 'Rounds to come'],
  begun: ['已提前开始', '已提前開始', 'begun already'],
  none: ['没有以后各期', '沒有以後各期', 'None'],
  rounds: ['已开始的各期', '已開始的各期', 'Rounds that have begun'],
  noRounds: ['还没有开始过。', '還沒有開始過。', 'None has begun yet.'],
  round: ['期次', '期次', 'Round'],
  due: ['应于', '應於', 'Was to begin'],
  source: ['如何开始', '如何開始', 'How it began'],
  result: ['结果', '結果', 'Result'],
})

/** Directed is one schedule: its rounds to come and those that have begun, and what the reader may do about it. */
export function Directed({ of }: { of: Schedule }) {
  const say = useSay()
  const { word } = useWords()
  const { every, round } = useRounds()
  // What the list showed when this was opened grows old: after each deed it is read again.
  const { data } = useGet('/schedules', { query: { unit: of.unit, limit: 100 } }, { staleTime: 0 })
  const s = data?.items.find(({ id }) => id === of.id) ?? of
  const [told, tell] = useState<string>()
  return (
    <div className="stack">
      {s.paused_at && <Alert type="warning" showIcon role="status" title={say('paused', { at: wall(s.paused_at) })} description={say('pausedWay')} />}
      {told && <Alert type="success" showIcon role="status" title={told} closable={{ onClose: () => tell(undefined) }} />}
      <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={[
        { key: 'of', label: say('of'), children: word('kind', s.kind) },
        { key: 'policy', label: say('policy'), children: <span>{s.policy} <Clause id={s.clause} /></span> },
        { key: 'every', label: say('every'), children: `${s.every.map(every).join(' · ')} ${s.at}` },
        { key: 'since', label: say('since'), children: wall(s.since) },
      ]} />
      <Direct of={s} onDone={tell} />
      <section aria-label={say('next')}>
        <h3 className="card-title">{say('next')}</h3>
        {s.next.length === 0
          ? <span className="muted">{say('none')}</span>
          : <ul className="rows">{s.next.map((n) => <li key={n.period} className="ends"><span>{round(n.period)}</span><span className="muted">{wall(n.at)}{n.begun && <> · {say('begun')}</>}</span></li>)}</ul>}
      </section>
      <section aria-label={say('rounds')}>
        <h3 className="card-title">{say('rounds')}</h3>
        <Listing
          path="/schedules/{id}/periods" ids={{ id: s.id }} place="rounds" params={[]} exported={false} label={say('rounds')} rowKey={(p) => p.period} empty={say('noRounds')}
          moving={(p) => p.result === 'unopened'}
          card={(p) => <div className="stack visit-card"><div className="line"><RoundBegun of={p} /><Result of={p} kind={s.kind} /></div><div className="muted">{say('due')} {wall(p.begins_at)} · {word('source', p.source)}</div></div>}
          columns={[
            { key: 'round', title: say('round'), render: (p) => <RoundBegun of={p} /> },
            { key: 'due', title: say('due'), render: (p) => wall(p.begins_at) },
            { key: 'source', title: say('source'), render: (p) => word('source', p.source) },
            { key: 'result', title: say('result'), render: (p) => <Result of={p} kind={s.kind} /> },
          ]}
        />
      </section>
    </div>
  )
}
