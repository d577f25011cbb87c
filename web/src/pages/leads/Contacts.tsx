import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Lead } from '../../api/books'
import { api } from '../../api/client'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  more: ['查看更早的联系', '檢視更早的聯繫', 'Show earlier ones'],
  forgotten: ['客户资料已销毁，文字不可读', '客戶資料已銷毀，文字不可讀', 'The customer was forgotten: the text can’t be read'],
})

const shownFirst = 10 // as many as the lead itself brings

const colors: Record<string, string> = { progress: 'green', no_answer: 'orange', refused: 'red', dislikes_calls: 'gold' }

/** Contacts are the calls, messages and visits of a lead, the latest first: how, with what, and what each came to. */
export function Contacts({ of: l }: { of: Lead }) {
  const say = useSay()
  const [asked, ask] = useState(false)
  const all = useInfiniteQuery({
    queryKey: ['/leads/{id}/contacts', { path: { id: l.id } }],
    enabled: asked,
    initialPageParam: '',
    queryFn: async ({ pageParam }) => (await api.GET('/leads/{id}/contacts', { params: { path: { id: l.id }, query: { limit: 100, cursor: pageParam || undefined } } })).data!,
    getNextPageParam: (last) => last.next,
  })
  const contacts = all.data?.pages.flatMap((p) => p.items) ?? l.contacts
  const more = asked ? all.hasNextPage || all.isFetching : l.contacts.length === shownFirst
  return (
    <>
      <ul className="rows">{contacts.map((c) => <li key={c.seq}><One of={c} unit={l.unit} /></li>)}</ul>
      <ProblemNote error={all.error} retry={() => void all.refetch()} />
      {more && <Button loading={all.isFetching} onClick={() => (asked ? void all.fetchNextPage() : ask(true))}>{say('more')}</Button>}
    </>
  )
}

function One({ of: c, unit }: { of: Lead['contacts'][number]; unit: string }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <div>
      <div className="line">
        <strong>{c.medium === 'visit' ? word('event', 'came') : word('medium', c.medium)}</strong>
        <Tag color={colors[c.result] ?? 'blue'}>{word('result', c.result)}</Tag>
        {c.opening && <span>{word('opening', c.opening)}</span>}
        {c.class && <Tag>{word('class', c.class)}</Tag>}
        <span className="muted">{wall(c.at)} · <Person id={c.by} unit={unit} /></span>
      </div>
      {c.forgotten && <div className="muted">{say('forgotten')}</div>}
      {Object.entries(c.text ?? {}).map(([field, text]) => <p key={field} className="said">{text}</p>)}
    </div>
  )
}
