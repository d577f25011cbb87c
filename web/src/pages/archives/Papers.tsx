import { Grid, Table } from 'antd'
import type { Archive } from '../../api/books'
import { isProblem } from '../../api/problem'
import { useGet } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useMarks } from '../../words/marks'
import { rows, tally, type Row } from './papers'

const useSay = speech({
  document: ['资料', '資料', 'Document'],
  state: ['状态', '狀態', 'State'],
  signs: ['须有签字', '須有簽字', 'To be signed'],
  by: ['最近确认', '最近確認', 'Last said by'],
  come: ['{{day}} 前补交', '{{day}} 前補交', 'comes by {{day}}'],
  approved: ['已同意', '已同意', 'agreed'],
  asked: ['待档案员答复', '待檔案員答覆', 'not answered yet'],
  optional: ['视情况', '視情況', 'not in every file'],
  parts: ['{{n}} 面/项', '{{n}} 面/項', '{{n}} sides or lines'],
  unlisted: ['移交人尚未逐项确认', '移交人尚未逐項確認', 'The sender hasn’t listed them yet'],
  tally: ['齐备 {{present}} · 缺失 {{missing}} · 缓交 {{excused}}', '齊備 {{present}} · 缺失 {{missing}} · 緩交 {{excused}}', '{{present}} present · {{missing}} missing · {{excused}} to come'],
})

const colors = { present: 'green', missing: 'red', excused: 'gold' }

/** Papers are the documents of a file, each with its state, the signatures that it needs, and what is wrong with it. */
export function Papers({ of: a }: { of: Archive }) {
  const say = useSay()
  const wide = Grid.useBreakpoint().md ?? true
  const { data: list, error, isPending, refetch } = useGet('/archives/checklist', { query: { unit: a.unit, file: a.file as 'new_car' } }, { staleTime: 60_000 })
  const all = rows(a, list)
  // Whoever reads the file of another unit by a request isn't shown that unit's list.
  const foreign = isProblem(error) && error.status === 404
  return (
    <>
      <ProblemNote error={a.papers.length === 0 && !foreign ? error : undefined} retry={() => void refetch()} />
      <p style={{ margin: '0 0 8px' }}>
        {a.papers.length > 0 ? say('tally', tally(a)) : <span className="muted">{say('unlisted')}</span>} <Clause id={list?.clause} />
      </p>
      {wide ? (
        <Table<Row>
          size="small" pagination={false} rowKey="code" dataSource={all} loading={isPending && a.papers.length === 0}
          columns={[
            { title: say('document'), render: (_, r) => <Title of={r} /> },
            { title: say('signs'), render: (_, r) => <Signs of={r} /> },
            { title: say('state'), render: (_, r) => <State of={r} /> },
            { title: say('by'), render: (_, r) => <Who of={r} unit={a.unit} /> },
          ]}
        />
      ) : (
        <ul className="rows">
          {all.map((r) => <li key={r.code}><div><Title of={r} /></div><div className="line">{(r.paper || r.faults.length > 0) && <State of={r} />}<Signs of={r} /></div></li>)}
        </ul>
      )}
    </>
  )
}

function Title({ of: { title, line } }: { of: Row }) {
  const say = useSay()
  const mark = useMarks()
  return (
    <span>
      {title}
      {line?.optional && <span className="muted">{mark('aside', { what: say('optional') })}</span>}
      {line?.parts && <span className="muted"> {say('parts', { n: line.parts })} <Clause id={line.parts_clause} /></span>}
    </span>
  )
}

function Signs({ of: { line } }: { of: Row }) {
  const { word } = useWords()
  return <>{line?.signs.map((s) => <span key={s.who} style={{ marginInlineEnd: 8 }}>{word('who', s.who)} <Clause id={s.clause} /></span>)}</>
}

function State({ of: { paper, faults } }: { of: Row }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <span>
      {paper ? <Tag color={colors[paper.state]}>{word('state', paper.state)}</Tag> : <span className="muted">—</span>}
      {paper?.state === 'excused' && <span className="muted">{say('come', { day: paper.expected_on ?? '' })} · {say(paper.approved ? 'approved' : 'asked')} </span>}
      {faults.map((f) => <Tag key={f} color="orange">{word('fault', f)}</Tag>)}
    </span>
  )
}

function Who({ of: { paper }, unit }: { of: Row; unit: string }) {
  if (!paper) return null
  return <span className="muted" style={{ whiteSpace: 'nowrap' }}><Person id={paper.by} unit={unit} /> · {wall(paper.at)}</span>
}
