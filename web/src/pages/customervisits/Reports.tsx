import { lazy, Suspense, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useMe, type Obligation } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { Due } from '../../parts/Due'
import { Only } from '../../parts/FilterFields'
import { Listing, useFilters } from '../../parts/Listing'
import { Person, PersonSelect, UnitName, UnitSelect } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const DoDrawer = lazy(async () => ({ default: (await import('../work/DoDrawer')).DoDrawer }))

const useSay = speech({
  title: ['待交拜访报告', '待交拜訪報告', 'Reports due'],
  due: ['时限', '時限', 'Due'],
  visit: ['拜访', '拜訪', 'Visit'],
  status: ['状态', '狀態', 'Status'],
  who: ['报告人', '報告人', 'Owed by'],
  unit: ['单位', '單位', 'Unit'],
  clause: ['依据条款', '依據條款', 'Clause'],
  late: ['仅逾期', '僅逾期', 'Late only'],
  write: ['写报告', '寫報告', 'Write it'],
  empty: ['没有待交的拜访报告。', '沒有待交的拜訪報告。', 'No report is owed.'],
})

/** Reports are the visits whose report is owed, the one that is due first on top. */
export function Reports() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const { data: me } = useMe()
  const [filter, set] = useFilters()
  const [todo, open] = useState<Obligation>()
  const link = (o: Obligation) => <Link to={`/visits/${o.case}`} onClick={(e) => e.stopPropagation()}>{o.number}</Link>
  const write = (o: Obligation) => o.person === me?.id && <button type="button" className="act act-first" onClick={(e) => { e.stopPropagation(); open(o) }}>{say('write')}</button>
  return (
    <>
      <Listing
        path="/obligations" label={say('title')} rowKey={(o) => o.id} open={(o) => void go(`/visits/${o.case}`)} fixed={{ kind: 'visit', duty: 'report' }} params={['unit', 'person', 'late']} empty={say('empty')}
        filters={<>
          <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
          <div className="filter-wide"><PersonSelect label={say('who')} hint={say('who')} unit={filter('unit')} value={filter('person')} onChange={(person) => set({ person })} /></div>
          <Only name="late" label={say('late')} />
        </>}
        card={(o) => (
          <div className="stack visit-card">
            <div className="line"><strong>{link(o)}</strong><span>{word('status', o.status)}</span><Due of={o} /></div>
            <div className="muted">{wall(o.due_at)} · <Person id={o.person} unit={o.unit} /> · <Clause id={o.clause} /></div>
            {write(o)}
          </div>
        )}
        columns={[
          { key: 'due', title: say('due'), width: 210, sort: 'due_at', render: (o) => <><Due of={o} /> <span className="muted">{wall(o.due_at)}</span></> },
          { key: 'visit', title: say('visit'), render: link },
          { key: 'status', title: say('status'), render: (o) => word('status', o.status) },
          { key: 'who', title: say('who'), render: (o) => <Person id={o.person} unit={o.unit} /> },
          { key: 'unit', title: say('unit'), render: (o) => <UnitName id={o.unit} /> },
          { key: 'clause', title: say('clause'), render: (o) => <Clause id={o.clause} /> },
          { key: 'act', title: '', render: write },
        ]}
      />
      <Suspense>{todo && <DoDrawer todo={todo} onClose={() => open(undefined)} onElsewhere={(path) => void go(path)} />}</Suspense>
    </>
  )
}
