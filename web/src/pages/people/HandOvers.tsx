import { Progress, Skeleton } from 'antd'
import { useEffect } from 'react'
import { queries, useGet } from '../../api/query'
import type { components } from '../../api/schema'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { Act } from './Act'
import { DutyLine } from './Open'
import { progress } from './terms'

const useSay = speech({
  none: ['没有移交。离职或长期缺勤前，可把名下事项交给他人。', '沒有移交。離職或長期缺勤前，可把名下事項交給他人。', 'Nothing was handed over. Before somebody leaves, what is open in the person’s name can go to somebody else.'],
  to: ['移交给', '移交給', 'To'],
  ordered: ['{{at}} 指示', '{{at}} 指示', 'ordered {{at}}'],
  waits: ['{{at}} 开始', '{{at}} 開始', 'begins {{at}}'],
  moved: ['已移交 {{n}} 项', '已移交 {{n}} 項', '{{n}} handed over'],
  left: ['办理中 {{n}} 项', '辦理中 {{n}} 項', '{{n}} on their way'],
  stayed: ['未能移交 {{n}} 项', '未能移交 {{n}} 項', '{{n}} stayed'],
  way: ['未能移交的：换一位接手人再移交，或先办结。', '未能移交的：換一位接手人再移交，或先辦結。', 'What stayed: hand it over to somebody else, or settle it first.'],
  again: ['再移交', '再移交', 'Hand over again'],
  how: ['移交进度', '移交進度', 'How far the hand-over is'],
})

type Ordered = components['schemas']['Ordered']

const every = 2000 // ms: how often what is on its way is looked at again

/** HandOvers are the orders by which somebody's duties go to a successor, each with how far it is and what stayed. */
export function HandOvers({ id, orders }: { id: string; orders: boolean }) {
  const say = useSay()
  const { data, error, isPending, refetch } = useGet('/staff/{id}/hand-overs', { path: { id } })
  if (isPending) return <Skeleton active />
  if (!data) return <ProblemNote error={error} retry={() => void refetch()} />
  const all = [...data.items].sort((a, b) => b.ordered_at.localeCompare(a.ordered_at))
  return (
    <div className="stack">
      {all.length === 0 ? <span className="muted">{say('none')}</span> : <ul className="rows">{all.map((h) => <li key={h.id}><One of={h} /></li>)}</ul>}
      {orders && <div><Act action="hand_over_duties" ids={{ id }} label={all.length > 0 ? say('again') : undefined} small /></div>}
    </div>
  )
}

function One({ of }: { of: Ordered }) {
  const say = useSay()
  const { data: h, error, refetch } = useGet('/hand-overs/{id}', { path: { id: of.id } }, { every: (a) => (a && a.begun_at && a.left === 0 ? false : every) })
  // What has moved isn't open in this person's name any more.
  useEffect(() => void queries.invalidateQueries({ queryKey: ['/staff/{id}/open'] }), [h?.moved])
  return (
    <div className="stack visit-card">
      <div className="line"><span>{say('to')} <strong><Person id={of.to} /></strong></span><span className="muted">{say('ordered', { at: wall(of.ordered_at) })}</span></div>
      <ProblemNote error={error} retry={() => void refetch()} />
      {h && !h.begun_at && <Tag color="blue">{say('waits', { at: wall(h.from) })}</Tag>}
      {h?.begun_at && (
        <>
          <Progress percent={progress(h)} size="small" aria-label={say('how')} status={h.refused.length > 0 && h.left === 0 ? 'exception' : undefined} />
          <div className="line" role="status">
            <span>{say('moved', { n: h.moved })}</span>
            {h.left > 0 && <span>{say('left', { n: h.left })}</span>}
            {h.refused.length > 0 && <Tag color="red">{say('stayed', { n: h.refused.length })}</Tag>}
          </div>
        </>
      )}
      {h && h.refused.length > 0 && (
        <>
          <ul className="rows">{h.refused.map((r) => <li key={`${r.case} ${r.obligation ?? ''}`}><DutyLine of={r} /><div className="said">{r.detail}</div></li>)}</ul>
          <div className="muted">{say('way')}</div>
        </>
      )}
    </div>
  )
}
