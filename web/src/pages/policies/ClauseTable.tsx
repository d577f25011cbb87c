import { Card, Grid, Pagination, Table } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useFamilies } from './families'
import type { Kept, RegisterClause } from './register'

const useSay = speech({
  clause: ['条款', '條款', 'Clause'],
  title: ['内容', '內容', 'What it says'],
  kept: ['如何落实', '如何落實', 'How it is kept'],
  but: ['由人负责：', '由人負責：', 'Left to people: '],
  family: ['业务类别', '業務類別', 'Family'],
  diaries: ['由演练证明', '由演練證明', 'Proved by diaries'],
})

const size = 50
const colors: Record<Kept, string> = { enforced: 'success', recorded: 'processing', stated: 'default' }
const pageOf = (rows: RegisterClause[], id: string | undefined) => Math.floor(Math.max(rows.findIndex((c) => c.id === id), 0) / size) + 1

/** ClauseTable shows a page of clauses, opened where the marked one stands. */
export function ClauseTable({ rows, marked }: { rows: RegisterClause[]; marked: string | undefined }) {
  const wide = Grid.useBreakpoint().md ?? true
  const [page, turn] = useState(() => pageOf(rows, marked))
  const around = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (marked) turn(pageOf(rows, marked))
  }, [marked, rows])
  useEffect(() => {
    around.current?.querySelector('.marked')?.scrollIntoView({ block: 'center' })
  }, [marked, page, wide])
  const shown = rows.slice((page - 1) * size, page * size)
  return (
    <div ref={around}>
      {wide ? <Wide rows={shown} marked={marked} /> : <Narrow rows={shown} marked={marked} />}
      <div className="foot"><Pagination current={page} pageSize={size} total={rows.length} showSizeChanger={false} hideOnSinglePage size="small" onChange={(n) => turn(n)} /></div>
    </div>
  )
}

function Said({ of }: { of: RegisterClause }) {
  const say = useSay()
  return <>{of.title}{of.but && <div className="muted">{say('but')}{of.but}</div>}</>
}

function KeptTag({ kept }: { kept: Kept }) {
  const { word } = useWords()
  return <Tag color={colors[kept]}>{word('kept', kept)}</Tag>
}

interface Props {
  rows: RegisterClause[]
  marked: string | undefined
}

function Wide({ rows, marked }: Props) {
  const say = useSay()
  const familyName = useFamilies()
  return (
    <Table<RegisterClause>
      size="small" rowKey="id" dataSource={rows} pagination={false} onRow={(c) => ({ className: c.id === marked ? 'marked' : '', 'aria-current': c.id === marked ? 'true' : undefined })}
      columns={[
        { key: 'id', title: say('clause'), width: 110, render: (_, c) => <span className="clause">{c.id}</span> },
        { key: 'title', title: say('title'), render: (_, c) => <Said of={c} /> },
        { key: 'kept', title: say('kept'), width: 120, render: (_, c) => <KeptTag kept={c.kept} /> },
        { key: 'family', title: say('family'), width: 200, render: (_, c) => familyName(c.family) },
        { key: 'diaries', title: say('diaries'), width: 230, render: (_, c) => <span className="muted diaries">{c.diaries?.join(', ')}</span> },
      ]}
    />
  )
}

function Narrow({ rows, marked }: Props) {
  const say = useSay()
  const familyName = useFamilies()
  return (
    <div className="card-list">
      {rows.map((c) => (
        <Card key={c.id} size="small" className={c.id === marked ? 'marked' : ''} aria-current={c.id === marked ? 'true' : undefined}>
          <div className="line"><span className="clause">{c.id}</span><KeptTag kept={c.kept} /><span className="muted">{familyName(c.family)}</span></div>
          <Said of={c} />
          {c.diaries && <div className="muted diaries">{say('diaries')}: {c.diaries.join(', ')}</div>}
        </Card>
      ))}
    </div>
  )
}
