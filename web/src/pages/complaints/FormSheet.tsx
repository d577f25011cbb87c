import { ArrowLeftOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useUnits, type Complaint } from '../../api/books'
import { useGet } from '../../api/query'
import { Waiting } from '../../parts/CasePage'
import { PageHead } from '../../parts/PageHead'
import { Person, UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { CaseNumber, People } from './About'
import { byRound, lines, type Said } from './rounds'
import { Settlement } from './Settlement'
import { part, parts } from './sheet'

const useSay = speech({
  title: ['客户投诉处理表', '客戶投訴處理表', 'Customer complaint form'],
  back: ['回到案件', '回到案件', 'Back to the case'],
  print: ['打印', '列印', 'Print'],
  number: ['编号', '編號', 'Number'], unit: ['单位', '單位', 'Unit'], opened: ['登记时间', '登記時間', 'Registered'], status: ['状态', '狀態', 'Status'],
  channel: ['渠道', '管道', 'Channel'], recipient: ['受理人', '受理人', 'Taken by'], handler: ['处理人', '處理人', 'Handler'], customer: ['客户', '客戶', 'Customer'],
  unnamed: ['匿名', '匿名', 'Unnamed'], phone: ['电话', '電話', 'Phone'], car: ['车辆', '車輛', 'Car'], plate: ['车牌 / 车架号', '車牌 / 車身號碼', 'Plate / VIN'],
  severity: ['等级', '等級', 'Severity'], nature: ['性质', '性質', 'Nature'], excluded: ['回避人员', '迴避人員', 'Kept away'], earlier: ['前一次投诉', '前一次投訴', 'Takes up again'],
  limits: ['时限', '時限', 'Time limits'], amount: ['赔付金额（元）', '賠付金額（元）', 'Compensation (CNY)'], settlement: ['结算', '結算', 'Settlement'],
  order: ['订单编号', '訂單編號', 'Order no.'], spec: ['规格', '規格', 'Specification'], batch: ['批号', '批號', 'Batch'], delivered: ['交货日期', '交貨日期', 'Delivered on'],
  quantity: ['数量', '數量', 'Quantity'], defective: ['不良数量', '不良數量', 'Defective quantity'], demand: ['客户要求', '客戶要求', 'Customer’s demand'], sample: ['样品', '樣品', 'Sample'],
  round: ['第 {{n}} 轮', '第 {{n}} 輪', 'Round {{n}}'],
  content: ['投诉内容', '投訴內容', 'The complaint'], handling: ['调查与处理', '調查與處理', 'Investigation and handling'], decision: ['审批意见', '審批意見', 'Decision'],
  answer: ['告知客户与客户答复', '告知客戶與客戶答覆', 'Told, and the answer'], closing: ['结案与后续', '結案與後續', 'Closing and after'],
  signatures: ['签字', '簽字', 'Signatures'], care: ['客户服务部', '客戶服務部', 'Customer service'], approver: ['审批人', '審批人', 'Approver'], date: ['日期：', '日期：', 'Date:'],
  internal: ['内部单据，请勿将副本交给客户。', '內部單據，請勿將副本交給客戶。', 'For internal use: the customer is not given a copy.'],
})

type Say = ReturnType<typeof useSay>

/** The complaint form (客戶投訴處理表) of one complaint, to be printed on A4 and signed by hand. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const { id = '' } = useParams()
  const { data: c, error, refetch } = useGet('/complaints/{id}', { path: { id } })
  const units = useUnits()
  if (c?.id !== id || !units.data) return <Waiting error={error ?? units.error} retry={() => void refetch()} />
  return (
    <div className="page">
      <div className="no-print">
        <PageHead tab={`${c.number} · ${say('title')}`} title={c.number} level="p">
          <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => void go(`/complaints/${id}`)}>{say('back')}</Button>
          <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>{say('print')}</Button>
        </PageHead>
      </div>
      <article className="sheet" tabIndex={0}>
        <h1>{say('title')}</h1>
        <Head of={c} say={say} />
        {!c.customer?.vehicle && <Goods say={say} />}
        {byRound(c.texts).map(({ round, said }, _, all) => <Round key={round} n={all.length > 1 ? round : undefined} said={said} unit={c.unit} say={say} />)}
        <Outcome of={c} say={say} />
        <Signatures say={say} />
        <p className="muted">{say('internal')}</p>
      </article>
    </div>
  )
}

/** Cells are pairs of a heading and what stands beside it, two to a line. */
function Cells({ of }: { of: [string, ReactNode][] }) {
  const rows = of.flatMap((_, i) => (i % 2 === 0 ? [of.slice(i, i + 2)] : []))
  return (
    <table className="sheet-even">
      <colgroup><col className="sheet-head" /><col /><col className="sheet-head" /><col /></colgroup>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]![0]}>
            {row.flatMap(([name, value]) => [<th key={name} scope="row">{name}</th>, <td key={`${name} value`} colSpan={row.length === 1 ? 3 : 1}>{value}</td>])}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Head({ of: c, say }: { of: Complaint; say: Say }) {
  const { word } = useWords()
  const car = c.customer?.vehicle
  return (
    <Cells of={[
      [say('number'), c.number], [say('unit'), <UnitName id={c.unit} />],
      [say('opened'), wall(c.opened_at)], [say('status'), word('status', c.status)],
      [say('channel'), word('channel', c.channel)], [say('recipient'), <Person id={c.recipient} unit={c.unit} />],
      [say('customer'), c.customer ? c.customer.name : say('unnamed')], [say('phone'), c.customer?.phone],
      ...(car ? [[say('car'), car.model], [say('plate'), [car.plate, car.vin].filter(Boolean).join(' / ')]] satisfies [string, ReactNode][] : []),
      [say('severity'), [word('severity', c.severity), word('major_kind', c.major_kind)].filter(Boolean).join(' · ')], [say('nature'), word('nature', c.nature)],
      [say('handler'), c.handler && <Person id={c.handler} unit={c.unit} />], [say('excluded'), <People ids={c.exclusions} unit={c.unit} />],
      [say('limits'), <Limits of={c} />],
      ...(c.earlier_id ? [[say('earlier'), <CaseNumber id={c.earlier_id} />]] satisfies [string, ReactNode][] : []),
    ]} />
  )
}

function Limits({ of: c }: { of: Complaint }) {
  const { word } = useWords()
  return <>{c.obligations.filter((o) => o.state !== 'cancelled').map((o) => <div key={o.id}>{word('duty', o.duty)} · {wall(o.due_at)} <span className="clause">{o.clause}</span></div>)}</>
}

/** What a complaint about goods is asked for: filled in by hand, since the books don't keep it. */
function Goods({ say }: { say: Say }) {
  const names = ['order', 'spec', 'batch', 'delivered', 'quantity', 'defective', 'demand', 'sample'] as const
  return <Cells of={names.map((name) => [say(name), ''])} />
}

function Round({ n, said, unit, say }: { n: number | undefined; said: Said[]; unit: string; say: Say }) {
  const { word } = useWords()
  return (
    <table className="sheet-even">
      {n !== undefined && <caption>{say('round', { n })}</caption>}
      <colgroup><col className="sheet-head" /><col /></colgroup>
      <tbody>
        {parts.map((p) => (
          <tr key={p}>
            <th scope="row">{say(p)}</th>
            <td className="sheet-room">
              {said.filter((s) => part(s.type) === p).map((s) => (
                <div key={s.seq}>
                  <div>{word('event', s.type)} · {wall(s.at)} · <Person id={s.actor} unit={unit} /></div>
                  {lines(s).map(([field, text]) => <p key={field} className="said">{text}</p>)}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Outcome({ of: c, say }: { of: Complaint; say: Say }) {
  return <Cells of={[[say('amount'), c.amount], [say('settlement'), c.settlement && <Settlement of={c.settlement} unit={c.unit} />]]} />
}

function Signatures({ say }: { say: Say }) {
  const who = ['recipient', 'handler', 'care', 'approver'] as const
  return (
    <table className="sheet-even">
      <caption>{say('signatures')}</caption>
      <thead><tr>{who.map((w) => <th key={w} scope="col">{say(w)}</th>)}</tr></thead>
      <tbody><tr>{who.map((w) => <td key={w} className="sheet-sign">{say('date')}</td>)}</tr></tbody>
    </table>
  )
}
