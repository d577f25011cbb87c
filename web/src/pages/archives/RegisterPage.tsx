import { PrinterOutlined } from '@ant-design/icons'
import { Button, Empty, Input, Skeleton } from 'antd'
import { useSearchParams } from 'react-router'
import type { Archive } from '../../api/books'
import { PageHead } from '../../parts/PageHead'
import { Person, UnitName, UnitSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { day } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useMarks } from '../../words/marks'
import { lacking, signed } from './sheet'
import { useSheet } from './useSheet'

const useSay = speech({
  page: ['打印签收簿', '列印簽收薄', 'Print the handover register'],
  title: ['用户档案签收簿', '用戶檔案簽收薄', 'Handover register of customers’ files'],
  print: ['打印', '列印', 'Print'],
  unit: ['单位', '單位', 'Unit'],
  day: ['日期', '日期', 'Day'],
  choose: ['请选择单位和日期，或在档案列表中选择档案后打印。', '請選擇單位和日期，或在檔案列表中選擇檔案後列印。', 'Choose a unit and a day, or select files in the list and print those.'],
  nothing: ['这一天没有人为档案签字。', '這一天沒有人為檔案簽字。', 'Nobody signed for a file on that day.'],
  no: ['序号', '序號', 'No.'],
  number: ['档案编号', '檔案編號', 'File'],
  kind: ['类别', '類別', 'Kind'],
  car: ['车辆', '車輛', 'Vehicle'],
  owner: ['车主', '車主', 'Owner'],
  delivered: ['交车日期', '交車日期', 'Delivered'],
  lacking: ['欠缺资料', '欠缺資料', 'Missing documents'],
  comes: ['{{day}} 前补交', '{{day}} 前補交', 'comes by {{day}}'],
  complete: ['齐备', '齊備', 'complete'],
  unlisted: ['未确认', '未確認', 'not listed yet'],
  from: ['移交人', '移交人', 'Handed over by'],
  to: ['接收人', '接收人', 'Received by'],
  name: ['姓名', '姓名', 'Name'],
  sign: ['签字', '簽字', 'Signature'],
  date: ['日期', '日期', 'Date'],
})

/** The handover register as a sheet of paper: what was handed over, what is missing, and room for both signatures. */
export function Page() {
  const say = useSay()
  const [search, set] = useSearchParams()
  const ids = search.get('ids')?.split(',').filter(Boolean) ?? []
  const unit = search.get('unit') ?? undefined
  const on = search.get('day') ?? undefined
  const { data, error, isFetching, isPending, refetch } = useSheet({ ids, unit, on })
  const choose = (changes: Record<string, string | undefined>) =>
    set(Object.fromEntries(Object.entries({ unit, day: on, ...changes }).filter((e): e is [string, string] => Boolean(e[1]))))
  return (
    <div className="page">
      <div className="no-print">
        <PageHead title={say('page')}>
          <UnitSelect label={say('unit')} value={unit} onChange={(next) => choose({ unit: next })} />
          <Input type="date" aria-label={say('day')} style={{ width: 160 }} value={on ?? ''} onChange={(e) => choose({ day: e.target.value })} />
          <Button type="primary" icon={<PrinterOutlined aria-hidden />} disabled={!data?.length} onClick={() => window.print()}>{say('print')}</Button>
        </PageHead>
        <ProblemNote error={error} retry={() => void refetch()} />
        {isPending && !error && (isFetching ? <Skeleton active /> : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('choose')} />)}
        {data?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('nothing')} />}
      </div>
      {data && data.length > 0 && <Sheet files={data} on={ids.length > 0 ? undefined : on} />}
    </div>
  )
}

function Sheet({ files, on }: { files: Archive[]; on: string | undefined }) {
  const say = useSay()
  const mark = useMarks()
  const units = [...new Set(files.map((f) => f.unit))]
  return (
    <section className="sheet sheet-wide" tabIndex={0} aria-label={say('title')}>
      <h2>{say('title')}</h2>
      <p className="line">{units.map((u) => <span key={u}><UnitName id={u} /></span>)}{on && <span>{say('day')}{mark('is')}{on}</span>}</p>
      <table>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>{say('no')}</th><th scope="col" rowSpan={2}>{say('number')}</th><th scope="col" rowSpan={2}>{say('kind')}</th>
            <th scope="col" rowSpan={2}>{say('car')}</th><th scope="col" rowSpan={2}>{say('owner')}</th><th scope="col" rowSpan={2}>{say('delivered')}</th>
            <th scope="col" rowSpan={2}>{say('lacking')}</th><th scope="colgroup" colSpan={3}>{say('from')}</th><th scope="colgroup" colSpan={3}>{say('to')}</th>
          </tr>
          <tr>{['from', 'to'].flatMap((side) => [
            <th key={side} scope="col">{say('name')}</th>, <th key={`${side} sign`} scope="col">{say('sign')}</th>, <th key={`${side} date`} scope="col">{say('date')}</th>,
          ])}</tr>
        </thead>
        <tbody>{files.map((a, i) => <Row key={a.id} of={a} n={i + 1} />)}</tbody>
      </table>
    </section>
  )
}

function Row({ of: a, n }: { of: Archive; n: number }) {
  const { word } = useWords()
  const car = a.customer?.vehicle
  const [from, to] = [signed(a, 'sent'), signed(a, 'signed')]
  return (
    <tr>
      <td>{n}</td><td className="nowrap">{a.number}</td><td className="nowrap">{word('file', a.file)}</td>
      <td>{car?.model} {car?.plate ?? car?.vin}</td><td>{a.customer?.name}</td><td className="nowrap">{day(a.delivered_at)}</td>
      <td><Lacking of={a} /></td>
      <td><Person id={from?.by ?? a.consultant} unit={a.unit} /></td><td className="blank" /><td className="nowrap">{from && day(from.at)}</td>
      <td>{to && <Person id={to.by} unit={a.unit} />}</td><td className="blank" /><td className="nowrap">{to && day(to.at)}</td>
    </tr>
  )
}

function Lacking({ of: a }: { of: Archive }) {
  const say = useSay()
  const mark = useMarks()
  const { word } = useWords()
  if (a.papers.length === 0) return <>{say('unlisted')}</>
  const all = lacking(a)
  if (all.length === 0) return <>{say('complete')}</>
  return <>{all.map((p) => <div key={p.code}>{p.title}{mark('aside', { what: p.state === 'excused' ? say('comes', { day: p.expected_on ?? '' }) : word('state', p.state) })}</div>)}</>
}
