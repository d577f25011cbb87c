import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, Button, Skeleton, Table } from 'antd'
import type { ReactNode } from 'react'
import type { components } from '../api/schema'
import { speech } from '../words'
import { useWords } from '../words/house'
import type { AnyCase } from './CasePage'
import { Clause } from './Clause'
import { agree, common, type Fact, type Running } from './facts'
import { useItems } from './items'
import { Person } from './People'
import { ProblemNote } from './ProblemNote'
import { Tag } from './Tag'
import { wall } from './time'

const useSay = speech({
  same: ['账簿与运行中的流程一致。', '帳簿與執行中的流程一致。', 'The books and the running process agree.'],
  differ: ['两者不一致：账簿在第 {{books}} 版，流程在第 {{live}} 版', '兩者不一致：帳簿在第 {{books}} 版，流程在第 {{live}} 版', 'They differ: the books are at version {{books}}, the process is at {{live}}'],
  differWay: ['刚有操作时会短暂如此。请重新查询；若仍不一致，请告知管理员。', '剛有操作時會短暫如此。請重新查詢；若仍不一致，請告知管理員。', 'This may be so for a moment after a step. Ask again; if it stays, tell your administrator.'],
  again: ['重新查询', '重新查詢', 'Ask again'],
  what: ['项目', '項目', 'What'],
  books: ['账簿', '帳簿', 'The books'],
  process: ['运行中的流程', '執行中的流程', 'The running process'],
  seq: ['版本', '版本', 'Version'],
  status: ['状态', '狀態', 'Status'],
  paused: ['暂停', '暫停', 'Paused since'],
  owed: ['未完成的事项', '未完成的事項', 'Open duties'],
  none: ['无', '無', 'none'],
  due: ['到期', '到期', 'Due'],
  marks: ['时点', '時點', 'Marks'],
  fired: ['已触发', '已觸發', 'fired'],
  ahead: ['未到', '未到', 'to come'],
  noDuty: ['没有未完成的事项', '沒有未完成的事項', 'No duty is open'],
})

type Duty = components['schemas']['LiveDuty']

/** What a kind of case says beside what every case does: its facts, what they are called, and how one of their values is written. */
interface Props<S> {
  of: AnyCase
  answer: UseQueryResult<S>
  facts: (process: S) => Fact[]
  titles: Record<string, string>
  shows?: Record<string, (text: string) => ReactNode>
}

/** Live lays what the running process says of a case beside the books: the two are kept apart, and are to agree. */
export function Live<S extends Running & { obligations: Duty[] }>({ of, answer, facts, titles, shows }: Props<S>) {
  const say = useSay()
  const { data, error, isFetching, refetch } = answer
  if (error) return <ProblemNote error={error} retry={() => void refetch()} busy={isFetching} />
  if (!data) return <Skeleton active />
  const all = [...common(of, data), ...facts(data)]
  const again = <Button size="small" loading={isFetching} onClick={() => void refetch()}>{say('again')}</Button>
  return (
    <div className="stack">
      {all.every(agree)
        ? <Alert type="success" showIcon title={say('same')} action={again} />
        : <Alert type="warning" showIcon title={say('differ', { live: data.seq, books: of.seq })} description={say('differWay')} action={again} />}
      <Beside of={of} facts={all} duties={data.obligations} titles={titles} shows={shows} />
      <Duties of={data.obligations} unit={of.unit} />
    </div>
  )
}

function Beside({ of, facts, duties, titles, shows }: { of: AnyCase; facts: Fact[]; duties: Duty[]; titles: Record<string, string>; shows?: Record<string, (text: string) => ReactNode> }) {
  const say = useSay()
  const { word } = useWords()
  const name = useItems(of.unit, true)
  const known = new Map([...of.obligations, ...duties].map((o) => [o.id, o]))
  const duty = (id: string) => { const o = known.get(id); return <>{word('duty', o?.duty)}{o?.item && ` · ${name(o.item)}`}</> }
  const common: Record<string, string> = { seq: say('seq'), status: say('status'), paused: say('paused'), owed: say('owed') }
  const show: Record<string, (text: string) => ReactNode> = { status: (s) => word('status', s), paused: (at) => wall(at, true), owed: duty, ...shows }
  const values = (f: Fact, texts: string[]) => texts.length === 0
    ? <span className="muted">{say('none')}</span>
    : texts.map((text) => <div key={text}>{show[f.key]?.(text) ?? text}</div>)
  return (
    <Table<Fact>
      size="small" pagination={false} rowKey="key" dataSource={facts}
      columns={[
        { key: 'what', title: say('what'), render: (_, f) => <>{common[f.key] ?? titles[f.key]} {!agree(f) && <Tag color="red">≠</Tag>}</> },
        { key: 'books', title: say('books'), render: (_, f) => values(f, f.books) },
        { key: 'process', title: say('process'), render: (_, f) => values(f, f.process) },
      ]}
    />
  )
}

function Duties({ of, unit }: { of: Duty[]; unit: string }) {
  const say = useSay()
  const { word, role } = useWords()
  const name = useItems(unit, true)
  return (
    <Table
      size="small" pagination={false} rowKey="id" dataSource={of} scroll={{ x: 'max-content' }} locale={{ emptyText: <span className="muted">{say('noDuty')}</span> }}
      columns={[
        { key: 'duty', title: say('owed'), render: (_, o) => <>{word('duty', o.duty)}{o.item && ` · ${name(o.item)}`} <Clause id={o.clause} /><div className="muted">{role(o.role)}{o.person && <> · <Person id={o.person} unit={unit} /></>}</div></> },
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
