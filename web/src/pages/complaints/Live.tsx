import { Alert, Button, Descriptions, Skeleton, Table } from 'antd'
import type { Complaint } from '../../api/books'
import { useGet, type Answer } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  agree: ['工作流与账簿一致', '工作流與帳簿一致', 'The workflow and the books agree'],
  differ: ['工作流与账簿不一致：工作流在第 {{live}} 版，账簿在第 {{books}} 版', '工作流與帳簿不一致：工作流在第 {{live}} 版，帳簿在第 {{books}} 版', 'They differ: the workflow is at version {{live}}, the books are at {{books}}'],
  differWay: ['刚有操作时会短暂如此。请重新查询；若仍不一致，请告知管理员。', '剛有操作時會短暫如此。請重新查詢；若仍不一致，請告知管理員。', 'This may be so for a moment after a step. Ask again; if it stays, tell your administrator.'],
  again: ['重新查询', '重新查詢', 'Ask again'],
  workflow: ['工作流', '工作流', 'Workflow'],
  books: ['账簿', '帳簿', 'Books'],
  version: ['版本', '版本', 'Version'],
  status: ['状态', '狀態', 'Status'],
  paused: ['暂停', '暫停', 'Paused'],
  handler: ['处理人', '處理人', 'Handler'],
  round: ['轮次', '輪次', 'Round'],
  owed: ['未完成的事项', '未完成的事項', 'Open duties'],
  due: ['到期', '到期', 'Due'],
  marks: ['时点', '時點', 'Marks'],
  fired: ['已触发', '已觸發', 'fired'],
  ahead: ['未到', '未到', 'to come'],
  none: ['没有未完成的事项', '沒有未完成的事項', 'No duty is open'],
})

type State = Answer<'/complaints/{id}/state'>

/** Live asks the running workflow where the complaint stands, and sets that beside the books. */
export function Live({ of: c }: { of: Complaint }) {
  const say = useSay()
  const { data, error, isFetching, refetch } = useGet('/complaints/{id}/state', { path: { id: c.id } })
  const again = <Button size="small" loading={isFetching} onClick={() => void refetch()}>{say('again')}</Button>
  if (error) return <ProblemNote error={error} retry={() => void refetch()} busy={isFetching} />
  if (!data) return <Skeleton active />
  const agree = data.seq === c.seq && data.status === c.status
  return (
    <div className="stack">
      {agree
        ? <Alert type="success" showIcon title={say('agree')} action={again} />
        : <Alert type="warning" showIcon title={say('differ', { live: data.seq, books: c.seq })} description={say('differWay')} action={again} />}
      <Beside live={data} books={c} />
      <Duties of={data.obligations} unit={c.unit} />
    </div>
  )
}

function Beside({ live, books }: { live: State; books: Complaint }) {
  const say = useSay()
  const { word } = useWords()
  const rows = (of: { seq: number; status: string; paused_at?: string; handler?: string; round: number }) => [
    { key: 'version', label: say('version'), children: of.seq },
    { key: 'status', label: say('status'), children: word('status', of.status) },
    { key: 'round', label: say('round'), children: of.round },
    { key: 'handler', label: say('handler'), children: <Person id={of.handler} unit={books.unit} /> },
    { key: 'paused', label: say('paused'), children: wall(of.paused_at) || '—' },
  ]
  return (
    <div className="tiles">
      <Descriptions size="small" column={1} bordered title={say('workflow')} items={rows(live)} />
      <Descriptions size="small" column={1} bordered title={say('books')} items={rows(books)} />
    </div>
  )
}

function Duties({ of, unit }: { of: State['obligations']; unit: string }) {
  const say = useSay()
  const { word, role } = useWords()
  return (
    <Table
      size="small" pagination={false} rowKey="id" dataSource={of} scroll={{ x: 'max-content' }} locale={{ emptyText: say('none') }}
      columns={[
        { key: 'duty', title: say('owed'), render: (_, o) => <>{word('duty', o.duty)} <Clause id={o.clause} /><div className="muted">{role(o.role)}{o.person && <> · <Person id={o.person} unit={unit} /></>}</div></> },
        { key: 'due', title: say('due'), render: (_, o) => wall(o.due_at, true) },
        {
          key: 'marks', title: say('marks'), render: (_, o) => o.marks.map((m) => (
            <div key={m.n}>
              <Tag color={m.fired ? (m.kind === 'breach' ? 'red' : 'orange') : 'default'}>{word('kind', m.kind)} · {say(m.fired ? 'fired' : 'ahead')}</Tag>
              <span className="muted">{wall(m.at, true)} → {role(m.to)}</span> <Clause id={m.clause} />
            </div>
          )),
        },
      ]}
    />
  )
}
