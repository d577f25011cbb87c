import { PaperClipOutlined, PhoneOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Visit } from '../../api/books'
import { api, base } from '../../api/client'
import type { components } from '../../api/schema'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { answered, type Shown } from './answered'

const useSay = speech({
  visit: ['第 {{n}} 次回访', '第 {{n}} 次回訪', 'Visit {{n}}'],
  issue: ['问题 {{item}} · 第 {{n}} 轮', '問題 {{item}} · 第 {{n}} 輪', 'Issue {{item}}, round {{n}}'],
  score: ['得分 {{n}} %', '得分 {{n}} %', 'Score {{n}} %'],
  late: ['逾期', '逾期', 'Late'],
  signed: ['客户已签字', '客戶已簽字', 'Signed by the customer'],
  agreed: ['约定于 {{at}}', '約定於 {{at}}', 'agreed for {{at}}'],
  yes: ['是', '是', 'Yes'],
  no: ['否', '否', 'No'],
  forgotten: ['客户资料已销毁，文字不可读', '客戶資料已銷毀，文字不可讀', 'The customer was forgotten: the text can’t be read'],
  all: ['查看更早的记录', '檢視更早的紀錄', 'Show earlier ones'],
})

type Round = components['schemas']['VisitRound']

const shownFirst = 10 // as many as the visit itself brings

/** Rounds are the talks with the customer, the last one first: how, what he said to each question, and how that counts. */
export function Rounds({ of: v }: { of: Visit }) {
  const say = useSay()
  const [asked, ask] = useState(false)
  const all = useInfiniteQuery({
    queryKey: ['/return-visits/{id}/rounds', { path: { id: v.id } }],
    enabled: asked,
    initialPageParam: '',
    queryFn: async ({ pageParam }) => (await api.GET('/return-visits/{id}/rounds', { params: { path: { id: v.id }, query: { limit: 100, cursor: pageParam || undefined } } })).data!,
    getNextPageParam: (last) => last.next,
  })
  const rounds = all.data?.pages.flatMap((p) => p.items) ?? v.rounds
  const more = asked ? all.hasNextPage : v.rounds.length === shownFirst
  return (
    <>
      <ul className="rows">{rounds.map((r) => <li key={r.seq}><One of={r} visit={v} /></li>)}</ul>
      <ProblemNote error={all.error} retry={() => void all.refetch()} />
      {more && <Button loading={all.isFetching} onClick={() => (asked ? void all.fetchNextPage() : ask(true))}>{say('all')}</Button>}
    </>
  )
}

function One({ of: r, visit: v }: { of: Round; visit: Visit }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <div className="stack visit-card">
      <div className="line">
        <strong>{r.item ? say('issue', { item: r.item, n: r.round }) : say('visit', { n: r.visit })}</strong>
        <Tag color={r.verdict === 'satisfied' ? 'green' : 'orange'}>{word('verdict', r.verdict)}</Tag>
        {r.score !== undefined && <Tag>{say('score', { n: r.score })}</Tag>}
        <span>{r.medium === 'phone' && <PhoneOutlined aria-hidden />} {word('medium', r.medium)}</span>
        {r.customer_kind && <Tag>{word('customer_kind', r.customer_kind)}</Tag>}
        {Date.parse(r.at) > Date.parse(r.due_at) && <Tag color="red">{say('late')}</Tag>}
        {r.signed && (r.attachment
          ? <a href={`${base}/attachments/${r.attachment}`} download><PaperClipOutlined aria-hidden /> {say('signed')}</a>
          : <Tag>{say('signed')}</Tag>)}
      </div>
      <div className="muted">{wall(r.at)} · <Person id={r.by} unit={v.unit} />{r.appointed_at && <> · {say('agreed', { at: wall(r.appointed_at) })}</>}</div>
      {r.forgotten && <div className="muted">{say('forgotten')}</div>}
      {Object.entries(r.text ?? {}).map(([field, text]) => <p key={field} className="said">{text}</p>)}
      {r.answers.length > 0 && <dl className="answers">{answered(r.answers, v.script).map((a) => <div key={a.question}><dt>{a.title}</dt><dd><Given of={a} /></dd></div>)}</dl>}
    </div>
  )
}

function Given({ of: a }: { of: Shown }) {
  const say = useSay()
  if (a.kind === 'yes_no') return <>{say(a.value === 'yes' ? 'yes' : 'no')}</>
  return a.low ? <Tag color="red">{a.text}</Tag> : <>{a.text ?? a.value}</>
}
