import { FilterOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { ComplaintItem } from '../../api/books'
import { useGet } from '../../api/query'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Marks } from './Marks'
import { columns, open, type Running } from './states'

const useSay = speech({
  label: ['按状态的投诉看板', '按狀態的投訴看板', 'Complaints by state'],
  all: ['查看全部 {{n}} 件', '檢視全部 {{n}} 件', 'Open all {{n}}'],
  none: ['无', '無', 'None'],
})

// How many cards a column shows; the rest is in the list.
const first = 6
const kept = ['severity', 'unit', 'handler', 'paused', 'customer_id']

/** Board has a column for each state of a running complaint, with the first cards of each and the way to all of them. */
export function Board({ filters }: { filters: ReactNode }) {
  const say = useSay()
  return (
    <>
      <div className="line no-print" style={{ marginBottom: 12 }}><FilterOutlined aria-hidden />{filters}</div>
      <div className="board" role="group" aria-label={say('label')} tabIndex={0}>
        {columns.map((states) => <section key={states[0]} className="board-column">{states.map((s) => <State key={s} status={s} />)}</section>)}
      </div>
    </>
  )
}

function State({ status }: { status: Running }) {
  const say = useSay()
  const { word } = useWords()
  const [search] = useSearchParams()
  const given = Object.fromEntries(kept.flatMap((name) => (search.get(name) ? [[name, search.get(name)!]] : [])))
  const { data, error, isPending, refetch } = useGet('/complaints', { query: { ...given, status, running: true, limit: first, ...(given.paused && { paused: true }) } })
  const count = useCount(status, given, data)
  return (
    <>
      <h2>{word('status', status)} {count !== undefined && <span className="muted">{count}</span>}</h2>
      <ProblemNote error={error} retry={() => void refetch()} />
      {isPending && <Skeleton active title={false} />}
      <div className="card-list" style={{ marginBottom: 8 }}>
        {data?.items.map((c) => <Tile key={c.id} of={c} />)}
        {data?.items.length === 0 && <span className="muted">{say('none')}</span>}
      </div>
      {(data?.items.length ?? 0) > 0 && (
        <p style={{ margin: '0 0 12px' }}><Link to={`/complaints?${new URLSearchParams({ ...given, status, running: 'true' }).toString()}`}>{say('all', { n: count ?? '' })}</Link></p>
      )}
    </>
  )
}

/** The figures count by unit and state; under any other filter the cards are counted as far as they were read. */
function useCount(status: Running, given: Record<string, string>, page: { items: unknown[]; next?: string } | undefined): string | undefined {
  const plain = Object.keys(given).every((name) => name === 'unit')
  const figures = useGet('/figures', {}, { enabled: plain })
  if (plain && figures.data) return String(open(figures.data.open_cases, [status], given.unit))
  return page && `${page.items.length}${page.next ? '+' : ''}`
}

function Tile({ of }: { of: ComplaintItem }) {
  const { word } = useWords()
  return (
    <div className="tile">
      <div className="line"><Link to={`/complaints/${of.id}`}><strong>{of.number}</strong></Link><Marks of={of} /></div>
      <div className="muted">{word('channel', of.channel)} · <Person id={of.handler} unit={of.unit} /></div>
      <div className="muted">{wall(of.opened_at)}</div>
    </div>
  )
}
