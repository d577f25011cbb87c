import { Button, Skeleton, Timeline as Antd } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Event } from '../api/books'
import { Tag } from './Tag'
import { speech } from '../words'
import { useWords } from '../words/house'
import { useMarks } from '../words/marks'
import { Behalf } from './Behalf'
import { Clause } from './Clause'
import { ItemName } from './ItemName'
import { Person } from './People'
import { ProblemNote } from './ProblemNote'
import { wall } from './time'
import { useEvents } from './useEvents'
import { useRounds } from './useRounds'

const useSay = speech({
  clock: ['时限到点', '時限到點', 'The clock'],
  round: ['第 {{n}} 轮', '第 {{n}} 輪', 'Round {{n}}'],
  opened: ['开始计时', '開始計時', 'Owed from now'],
  settled: ['了结', '了結', 'Settled'],
  entered: ['补记于 {{at}}', '補記於 {{at}}', 'Entered {{at}}'],
  more: ['更多', '更多', 'More'],
  until: ['至 {{at}}', '至 {{at}}', 'until {{at}}'],
  files: ['销毁文件 {{n}} 份', '銷毀檔案 {{n}} 份', '{{n}} files destroyed'],
  forgotten: ['客户资料已销毁，文字不可读', '客戶資料已銷毀，文字不可讀', 'The customer was forgotten: the text can’t be read'],
  trained: ['培训 {{n}} 分钟', '培訓 {{n}} 分鐘', 'trained {{n}} minutes'],
  promised: ['承诺 {{n}} 项', '承諾 {{n}} 項', 'promises: {{n}}'],
  agreed: ['约定 {{at}}', '約定 {{at}}', 'agreed for {{at}}'],
  lines: ['计划 {{n}} 行', '計劃 {{n}} 行', 'lines: {{n}}'],
  counted: ['完成 {{done}}，应完成 {{least}}', '完成 {{done}}，應完成 {{least}}', 'done {{done}} of {{least}}'],
  page: ['第 {{n}} 页：应问候 {{planned}} 位', '第 {{n}} 頁：應問候 {{planned}} 位', 'page {{n}}: {{planned}} to be greeted'],
  leftOut: ['未列入 {{n}} 位', '未列入 {{n}} 位', '{{n}} left out'],
  newest: ['最新在前', '最新在前', 'Newest first'],
  oldest: ['最早在前', '最早在前', 'Oldest first'],
})

const colors: Record<string, string> = { breached: 'red', escalated: 'orange', reminded: '#d4a106', paused: 'blue', resumed: 'blue', voided: 'gray', withdrawn: 'gray' }
// After these the next round begins.
const ends = new Set(['rejected', 'reopened', 'dissatisfied'])

/** Timeline tells what happened in a case, event by event, with rounds, texts, and what began and ended with each. */
export function Timeline({ id, unit, kind }: { id: string; unit: string; kind: string }) {
  const say = useSay()
  const [backwards, turn] = useState(false)
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useEvents(id)
  if (isPending) return <Skeleton active />
  if (!data) return <ProblemNote error={error} retry={() => void refetch()} />
  const events = data.pages.flatMap((p) => p.items)
  const items = told(events, say, unit, kind)
  return (
    <>
      <div className="foot" style={{ marginTop: 0 }}>
        <Button size="small" onClick={() => turn(!backwards)}>{say(backwards ? 'oldest' : 'newest')}</Button>
      </div>
      <Antd items={backwards ? [...items].reverse() : items} />
      {hasNextPage && <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{say('more')}</Button>}
    </>
  )
}

/** Since tells what happened in a case after a version; the fallback stands for events that can't be read or aren't read yet. */
export function Since({ id, unit, kind, after, fallback }: { id: string; unit: string; kind: string; after: number; fallback: ReactNode }) {
  const say = useSay()
  const { data } = useEvents(id)
  const items = told(data?.pages.flatMap((p) => p.items) ?? [], say, unit, kind).filter((e) => e.key > after)
  return items.length > 0 ? <Antd items={items} /> : fallback
}

function told(events: Event[], say: ReturnType<typeof useSay>, unit: string, kind: string) {
  const names = new Map(events.flatMap((e) => e.opened ?? []).map((o) => [o.id, o.duty]))
  let round = 1
  return events.map((e) => {
    const before = round
    if (ends.has(e.type)) round++
    return {
      key: e.seq,
      color: colors[e.type] ?? 'green',
      content: <Happened event={e} unit={unit} kind={kind} names={names} round={round > before ? <Tag color="purple">{say('round', { n: round })}</Tag> : undefined} />,
    }
  })
}

function Happened({ event: e, unit, kind, names, round }: { event: Event; unit: string; kind: string; names: Map<string, string>; round: ReactNode }) {
  const say = useSay()
  const { word } = useWords()
  const mark = useMarks()
  const late = wall(e.recorded_at) !== wall(e.occurred_at)
  return (
    <div>
      <div className="line">
        <strong>{word('event', e.type)}</strong>
        {e.fired && <span>{word('duty', names.get(e.fired.obligation))}</span>}
        {round}
        <span className="muted">{wall(e.occurred_at, true)}</span>
        <span className="muted">{e.actor ? <Person id={e.actor} unit={unit} /> : say('clock')}</span>
        <Behalf of={e.on_behalf_of} unit={unit} />
        {late && <Tag>{say('entered', { at: wall(e.recorded_at) })}</Tag>}
        <Clause id={e.facts.clause} />
      </div>
      {kind === 'credit' && <Money of={e.facts} />}
      <Ruled of={e.facts} />
      <Visited of={e.facts} />
      <Greeted of={e.facts} />
      {e.forgotten && <div className="muted">{say('forgotten')}</div>}
      {Object.entries(e.text ?? {}).map(([field, text]) => <p key={field} className="said">{text}</p>)}
      {e.opened?.map((o) => (
        <div key={o.id} className="muted">{say('opened')}{mark('is')}{word('duty', o.duty)}<ItemName of={{ item: o.item, unit }} kind={kind} /> → {wall(o.due_at, true)} <Clause id={o.clause} /></div>
      ))}
      {e.settled?.map((o) => <div key={o.obligation} className="muted">{say('settled')}{mark('is')}{word('duty', names.get(o.obligation))}{mark('aside', { what: word('how', o.how) })}</div>)}
    </div>
  )
}

/** Which goods an event is about, how much money, and why a customer is assessed again. */
function Money({ of: { item, amount, cause } }: { of: Event['facts'] }) {
  const { word } = useWords()
  const said = [item, amount, cause && word('cause', cause)].filter(Boolean).join(' · ')
  return said ? <div>{said}</div> : null
}

/** What was said of a visit to a customer, or of a month of them, and what was counted. */
function Visited({ of: { customer_visit: v, visit_plan: p } }: { of: Event['facts'] }) {
  const say = useSay()
  const { word } = useWords()
  const said = [
    ...(v ? [word('purpose', v.purpose), word('object', v.object), word('way', v.way), word('matter', v.matter), v.next_at && say('agreed', { at: wall(v.next_at) })] : []),
    ...(v?.requests?.map((r) => [word('item', r.what), r.amount].filter(Boolean).join(' ')) ?? []),
    ...(v?.given?.map((what) => word('given', what)) ?? []), v?.minutes && say('trained', { n: v.minutes }), v?.promises && say('promised', { n: v.promises }),
    ...(p ? [p.month, p.lines?.length && say('lines', { n: p.lines.length }), word('quota', p.quota), p.period, p.done !== undefined && p.least !== undefined && say('counted', { done: p.done, least: p.least })] : []),
  ].filter(Boolean).join(' · ')
  return said ? <div>{said}</div> : null
}

/** For what customers are greeted, or how many of a page are. */
function Greeted({ of: { campaign: c } }: { of: Event['facts'] }) {
  const say = useSay()
  const { word } = useWords()
  const { round } = useRounds()
  if (!c) return null
  const out = Object.values(c.left_out ?? {}).reduce((sum, n) => sum + n, 0)
  const said = [
    word('occasion', c.occasion), word('node', c.node), c.period && round(c.period), c.day, c.page && say('page', { n: c.page, planned: c.planned ?? 0 }), out > 0 && say('leftOut', { n: out }),
  ].filter(Boolean).join(' · ')
  return said ? <div>{said}</div> : null
}

/** What was said and found about a record that is kept, or about a request to erase somebody. */
function Ruled({ of: { retention, erasure } }: { of: Event['facts'] }) {
  const say = useSay()
  const { word } = useWords()
  const against = erasure?.conflicts?.map((c) => `${word('conflict', c.what)} ${c.count}`) ?? []
  const said = [
    retention?.until && say('until', { at: retention.until }), word('method', retention?.method), word('asker', erasure?.asker), word('proof', erasure?.proof),
    word('ground', erasure?.ground), ...against, erasure?.files && say('files', { n: erasure.files }),
  ].filter(Boolean).join(' · ')
  return said ? <div>{said}</div> : null
}
