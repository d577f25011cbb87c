import { App, Badge, Segmented, Tabs } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useAttempt } from '../../actions/attempt'
import type { Obligation } from '../../api/books'
import { useMe } from '../../api/books'
import { useGet } from '../../api/query'
import { Behalf } from '../../parts/Behalf'
import { Clause } from '../../parts/Clause'
import { Due } from '../../parts/Due'
import { ItemName } from '../../parts/ItemName'
import { Listing, useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { UnitName } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'

// Forms, and the ledger's list, come when they are first opened: the first page is the one that is waited for.
const EntryList = lazy(async () => ({ default: (await import('../entries/EntryList')).EntryList }))
const DoDrawer = lazy(async () => ({ default: (await import('./DoDrawer')).DoDrawer }))
const ReassignDrawer = lazy(async () => ({ default: (await import('./ReassignDrawer')).ReassignDrawer }))
const WhyDrawer = lazy(async () => ({ default: (await import('../../parts/WhyDrawer')).WhyDrawer }))

const useSay = speech({
  title: ['我的工作', '我的工作', 'My work'],
  todos: ['待办', '待辦', 'To do'],
  approvals: ['待我审批', '待我審批', 'Waiting for my decision'],
  duty: ['事项', '事項', 'What'],
  due: ['时限', '時限', 'Due'],
  case: ['案件', '案件', 'Case'],
  unit: ['单位', '單位', 'Unit'],
  role: ['责任岗位', '責任崗位', 'Role'],
  status: ['所处状态', '所處狀態', 'Where it stands'],
  all: ['全部', '全部', 'All'],
  today: ['24 小时内到期', '24 小時內到期', 'Due within 24 hours'],
  claim: ['认领', '認領', 'Claim'],
  claimed: ['已认领', '已認領', 'It is yours now'],
  unclaimed: ['待认领', '待認領', 'Unclaimed'],
  reassign: ['改派', '改派', 'Reassign'],
  why: ['为何是这个时间', '為何是這個時間', 'Why this date'],
  act: ['办理', '辦理', 'Do it'],
  empty: ['没有待办。新的待办会自动出现在这里。', '沒有待辦。新的待辦會自動出現在這裡。', 'Nothing to do. New to-dos appear here by themselves.'],
  noDecisions: ['没有等待您审批的分录。', '沒有等待您審批的分錄。', 'No entry waits for your decision.'],
  steps: ['报告与申请', '報告與申請', 'Reports and requests'],
  entries: ['罚款与分录', '罰款與分錄', 'Fines and entries'],
  noSteps: ['没有等待您审批的报告。', '沒有等待您審批的報告。', 'No report waits for your decision.'],
})

/** My work: what I owe by due time, and what waits for my decision. */
export function Page() {
  const say = useSay()
  const [filter, set] = useFilters()
  const decisions = useGet('/entries', { query: { mine: true, limit: 100 } })
  const reports = useGet('/obligations', { query: { mine: true, duty: 'decide', limit: 100 } })
  const waiting = (decisions.data?.items.length ?? 0) + (reports.data?.items.length ?? 0)
  return (
    <div className="page">
      <PageHead title={say('title')} />
      <Tabs
        activeKey={filter('tab') ?? 'todos'}
        onChange={(tab) => set({ tab: tab === 'todos' ? undefined : tab, sort: undefined })}
        destroyOnHidden
        items={[
          { key: 'todos', label: say('todos'), children: <Todos empty={say('empty')} filtered /> },
          { key: 'approvals', label: <>{say('approvals')} <Badge count={waiting} overflowCount={99} size="small" /></>, children: <Approvals /> },
        ]}
      />
    </div>
  )
}

function Approvals() {
  const say = useSay()
  return (
    <div className="stack">
      <h2 style={{ fontSize: 16, margin: 0 }}>{say('steps')}</h2>
      <Todos duty="decide" empty={say('noSteps')} />
      <h2 style={{ fontSize: 16, margin: 0 }}>{say('entries')}</h2>
      <Suspense><EntryList fixed={{ mine: true }} place="entries" empty={say('noDecisions')} /></Suspense>
    </div>
  )
}

function Todos({ duty, empty, filtered }: { duty?: string; empty: string; filtered?: boolean }) {
  const say = useSay()
  const { word, role } = useWords()
  const go = useNavigate()
  const [filter, set] = useFilters()
  const [todo, open] = useState<{ of: Obligation; to: 'do' | 'why' | 'reassign' }>()
  const close = () => open(undefined)
  const what = (o: Obligation) => <>{word('duty', o.duty)}<ItemName of={o} /> <Clause id={o.clause} /> <Behalf of={o.on_behalf_of} unit={o.unit} /></>
  const buttons = (o: Obligation) => <Buttons of={o} open={(to) => open({ of: o, to })} />
  return (
    <>
      <Listing
        path="/obligations" label={say('todos')} params={filtered ? ['due_before'] : []} fixed={{ mine: true, ...(duty && { duty }) }} place={duty} rowKey={(o) => o.id} empty={empty}
        filters={filtered && (
          <Segmented value={filter('due_before') ? 'today' : 'all'} options={[{ value: 'all', label: say('all') }, { value: 'today', label: say('today') }]}
            onChange={(v) => set({ due_before: v === 'today' ? new Date(Date.now() + 86_400_000).toISOString() : undefined })} />
        )}
        card={(o) => (
          <div className="stack" style={{ gap: 6 }}>
            <div className="line"><strong>{what(o)}</strong><span style={{ flex: 1 }} /><Due of={o} /></div>
            <div className="muted"><CaseLink of={o} /> · {word('status', o.status)} · {wall(o.due_at)}</div>
            {buttons(o)}
          </div>
        )}
        columns={[
          { key: 'due', title: say('due'), width: 150, sort: 'due_at', render: (o) => <><Due of={o} /><div className="muted">{wall(o.due_at)}</div></> },
          { key: 'duty', title: say('duty'), render: what },
          { key: 'case', title: say('case'), render: (o) => <><CaseLink of={o} /><div><Tag>{word('status', o.status)}</Tag></div></> },
          { key: 'unit', title: say('unit'), render: (o) => <UnitName id={o.unit} /> },
          { key: 'role', title: say('role'), render: (o) => <>{role(o.role)}{!o.person && <div><Tag color="cyan">{say('unclaimed')}</Tag></div>}</> },
          { key: 'act', title: '', width: 180, render: buttons },
        ]}
      />
      <Suspense>
        {todo?.to === 'why' && <WhyDrawer obligation={todo.of.id} onClose={close} />}
        {todo?.to === 'do' && <DoDrawer todo={todo.of} onClose={close} onElsewhere={(path) => void go(path)} />}
        {todo?.to === 'reassign' && <ReassignDrawer todo={todo.of} title={say('reassign')} onClose={close} />}
      </Suspense>
    </>
  )
}

const CaseLink = ({ of }: { of: Obligation }) => <Link className="in-text" to={`/${of.kind}s/${of.case}`}>{of.number}</Link>

function Buttons({ of, open }: { of: Obligation; open: (to: 'do' | 'why' | 'reassign') => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const { data: me } = useMe()
  const { attempt, busy, error } = useAttempt()
  const claim = async () => {
    if (await attempt(`/obligations/${of.id}/claim`, {})) void message.success(say('claimed'))
  }
  return (
    <div className="line" style={{ gap: 4 }} onClick={(e) => e.stopPropagation()}>
      <button type="button" className="act act-first" onClick={() => open('do')}>{say('act')}</button>
      {!of.person && <button type="button" className="act" disabled={busy} onClick={() => void claim()}>{say('claim')}</button>}
      {of.person === me?.id && <button type="button" className="act" onClick={() => open('reassign')}>{say('reassign')}</button>}
      <button type="button" className="act act-plain" onClick={() => open('why')}>{say('why')}</button>
      <ProblemNote error={error} />
    </div>
  )
}
