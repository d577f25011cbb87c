import { Drawer } from 'antd'
import { useState } from 'react'
import type { Schedule } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { Listing, useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { UnitName, UnitSelect } from '../../parts/People'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { useRounds } from '../../parts/useRounds'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Directed } from './Directed'
import { Result, RoundBegun } from './Result'

const useSay = speech({
  title: ['定期计划', '定期計劃', 'Schedules'],
  about: ['这些工作按制度自动开始。', '這些工作按制度自動開始。', 'This work begins by itself, because a policy says so.'],
  name: ['计划', '計劃', 'Schedule'],
  every: ['何时', '何時', 'When'],
  next: ['下一期', '下一期', 'Next'],
  last: ['最近一期', '最近一期', 'Last round'],
  result: ['结果', '結果', 'Result'],
  unit: ['单位', '單位', 'Unit'],
  clause: ['依据条款', '依據條款', 'Clause'],
  paused: ['已暂停', '已暫停', 'Paused'],
  never: ['还没有', '還沒有', 'None yet'],
  open: ['打开 {{what}}', '開啟 {{what}}', 'Open {{what}}'],
  empty: ['您所在的单位没有定期计划。', '您所在的單位沒有定期計劃。', 'No policy of your units has anything begin by itself.'],
})

/** What begins by itself at the units that the reader sees: when next, what came of the last round, and what can be done about it. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const { every } = useRounds()
  const [filter, set] = useFilters()
  const [chosen, choose] = useState<Schedule>()
  const name = (s: Schedule) => <button type="button" className="act act-plain" onClick={(e) => { e.stopPropagation(); choose(s) }} aria-label={say('open', { what: word('name', s.name) })}>{word('name', s.name)}</button>
  const rhythm = (s: Schedule) => <span className="wrap">{s.every.map(every).join(' · ')} {s.at}</span>
  const clause = (s: Schedule) => <span onClick={(e) => e.stopPropagation()}><Clause id={s.clause} /></span>
  const paused = (s: Schedule) => s.paused_at && <Tag color="orange">{say('paused')}</Tag>
  const last = (s: Schedule) => (s.last ? <RoundBegun of={s.last} /> : <span className="muted">{say('never')}</span>)
  const result = (s: Schedule) => (s.last ? <Result of={s.last} kind={s.kind} /> : <span className="muted">—</span>)
  return (
    <div className="page">
      <PageHead title={say('title')}><span className="muted">{say('about')}</span></PageHead>
      <Listing
        path="/schedules" label={say('title')} rowKey={(s) => s.id} open={choose} empty={say('empty')} params={['unit']}
        filters={<UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />}
        card={(s) => (
          <div className="stack visit-card">
            <div className="line"><strong>{name(s)}</strong>{paused(s)}{clause(s)}</div>
            <div className="muted"><UnitName id={s.unit} /> · {rhythm(s)}</div>
            <div>{say('next')} <Next of={s} /></div>
            <div>{say('last')} {last(s)} {s.last && result(s)}</div>
          </div>
        )}
        columns={[
          { key: 'name', title: say('name'), render: (s) => <>{name(s)} {paused(s)}</> },
          { key: 'unit', title: say('unit'), render: (s) => <UnitName id={s.unit} /> },
          { key: 'every', title: say('every'), width: 180, render: rhythm },
          { key: 'next', title: say('next'), render: (s) => <Next of={s} /> },
          { key: 'last', title: say('last'), render: last },
          { key: 'result', title: say('result'), render: result },
          { key: 'clause', title: say('clause'), render: clause },
        ]}
      />
      <Drawer open={Boolean(chosen)} onClose={() => choose(undefined)} size={720} destroyOnHidden title={chosen && <>{word('name', chosen.name)} · <UnitName id={chosen.unit} /></>}>
        {chosen && <Directed of={chosen} />}
      </Drawer>
    </div>
  )
}

/** Next is the round that is to come and that nobody has begun yet; of a schedule that is paused none is. */
function Next({ of: s }: { of: Schedule }) {
  const { round } = useRounds()
  const next = s.next.find((n) => !n.begun)
  if (!next || s.paused_at) return <span className="muted">—</span>
  return <span>{round(next.period)} <span className="muted">{wall(next.at)}</span></span>
}
