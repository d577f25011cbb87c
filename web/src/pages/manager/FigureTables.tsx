import { Progress, Table } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useUnits } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { UnitName } from '../../parts/People'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { lists, rate, type Asked, type Duty, type Kept, type LateDuty, type LateRole, type Standing } from './figures'

const useSay = speech({
  who: ['责任岗位', '責任崗位', 'Who owes it'],
  duty: ['事项与条款', '事項與條款', 'Duty and clause'],
  late: ['逾期', '逾期', 'Late'],
  rate: ['按时率', '按時率', 'On time'],
  missed: ['逾期', '逾期', 'Too late'],
  state: ['状态', '狀態', 'State'],
  kind: ['类别', '類別', 'Kind'],
  open: ['未结', '未結', 'Open'],
  paused: ['暂停', '暫停', 'Paused'],
})

interface Props<Row> {
  rows: Row[]
  asked: Asked
}

interface Shown<Row> {
  key: string
  title: string
  width?: number
  render: (row: Row) => ReactNode
}

// A page of rows is enough to act on; the rest is one step away.
function Rows<Row extends { key: string }>({ rows, columns }: { rows: Row[]; columns: Shown<Row>[] }) {
  return (
    <Table<Row>
      size="small" rowKey="key" dataSource={rows} pagination={rows.length > 12 ? { pageSize: 12, size: 'small', showSizeChanger: false } : false}
      columns={columns.map((c) => ({ key: c.key, title: c.title, width: c.width, render: (_: unknown, row: Row) => c.render(row) }))}
    />
  )
}

export function LateRoleTable({ rows, asked }: Props<LateRole>) {
  const say = useSay()
  const { role } = useWords()
  const units = useUnits().data?.items.length ?? 0
  const most = Math.max(...rows.map((r) => r.count))
  const where = (r: LateRole) => (
    <div className="muted">
      {r.department?.name}{r.department && units > 1 && ' · '}{units > 1 && <UnitName id={r.unit} />}
    </div>
  )
  return (
    <Rows rows={rows} columns={[
      { key: 'who', title: say('who'), render: (r) => <>{role(r.role)}{where(r)}</> },
      { key: 'late', title: say('late'), width: 140, render: (r) => <Amount to={lists.late(asked, r)} value={r.count} of={most} /> },
    ]} />
  )
}

export function LateDutyTable({ rows, asked }: Props<LateDuty>) {
  const say = useSay()
  const most = Math.max(...rows.map((r) => r.count))
  return (
    <Rows rows={rows} columns={[
      { key: 'duty', title: say('duty'), render: (r) => <DutyName of={r} /> },
      { key: 'late', title: say('late'), width: 140, render: (r) => <Amount to={lists.late(asked, r)} value={r.count} of={most} /> },
    ]} />
  )
}

export function KeptTable({ rows, asked }: Props<Kept>) {
  const say = useSay()
  return (
    <Rows rows={rows} columns={[
      { key: 'duty', title: say('duty'), render: (r) => <DutyName of={r} /> },
      { key: 'rate', title: say('rate'), width: 140, render: (r) => (
        <>
          <Link to={lists.timing(asked, 'known', r)}>{rate(r.inTime, r.settled)} %</Link> <Link className="muted" to={lists.timing(asked, 'in_time', r)}>{r.inTime}/{r.settled}</Link>
          <Bar percent={rate(r.inTime, r.settled) ?? 0} color="#237804" />
        </>
      ) },
      { key: 'missed', title: say('missed'), width: 72, render: (r) => <Link to={lists.timing(asked, 'late', r)}>{r.settled - r.inTime}</Link> },
    ]} />
  )
}

export function OpenCasesTable({ rows, asked }: Props<Standing>) {
  const say = useSay()
  const { word } = useWords()
  const most = Math.max(...rows.map((r) => r.count))
  return (
    <Rows rows={rows} columns={[
      { key: 'state', title: say('state'), render: (r) => <>{word('status', r.status)} <Tag>{word('kind', r.kind)}</Tag></> },
      { key: 'open', title: say('open'), width: 140, render: (r) => <Amount to={lists.cases(asked, r.kind, { status: r.status })} value={r.count} of={most} /> },
      { key: 'paused', title: say('paused'), width: 72, render: (r) => r.paused > 0 ? <Link to={lists.cases(asked, r.kind, { status: r.status, paused: true })}>{r.paused}</Link> : 0 },
    ]} />
  )
}

function DutyName({ of }: { of: Duty }) {
  const { word } = useWords()
  return <>{word('duty', of.duty)} <Clause id={of.clause} /><div className="muted">{word('kind', of.kind)}</div></>
}

function Amount({ to, value, of }: { to: string; value: number; of: number }) {
  return <><Link to={to}>{value}</Link><Bar percent={(100 * value) / of} color="#1f4e79" /></>
}

/** The figure beside it says the same: nothing is read out. */
function Bar({ percent, color }: { percent: number; color: string }) {
  return <div aria-hidden><Progress percent={percent} showInfo={false} size="small" strokeColor={color} style={{ lineHeight: 1 }} /></div>
}
