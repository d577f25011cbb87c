import { Card, Empty, Input, Skeleton } from 'antd'
import { Link } from 'react-router'
import { useUnits } from '../../api/books'
import { useGet } from '../../api/query'
import { useFilters } from '../../parts/Listing'
import { monthNamed } from '../../parts/month'
import { PageHead } from '../../parts/PageHead'
import { UnitName, UnitSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { houseZone, toWall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { listOf, rates, sum, type Figure } from './figures'

const useSay = speech({
  title: ['回访统计', '回訪統計', 'Return visits in figures'],
  list: ['回访列表', '回訪列表', 'List of visits'],
  unit: ['单位', '單位', 'Unit'],
  month: ['月份', '月份', 'Month'],
  coverage: ['回访率', '回訪率', 'Coverage'],
  coverageHow: ['到期 {{due}} 次，已回访 {{done}} 次', '到期 {{due}} 次，已回訪 {{done}} 次', '{{done}} made of {{due}} that were due'],
  onTime: ['按时率', '按時率', 'On time'],
  onTimeHow: ['到期 {{due}} 次，按时 {{n}} 次', '到期 {{due}} 次，按時 {{n}} 次', '{{n}} in time of {{due}} that were due'],
  handling: ['问题解决率', '問題解決率', 'Issues settled'],
  handlingHow: ['提出 {{all}} 个，解决 {{n}} 个', '提出 {{all}} 個，解決 {{n}} 個', '{{n}} settled of {{all}} that came up'],
  spared: ['抽签未抽中', '抽籤未抽中', 'Left out by lot'],
  sparedHow: ['位客户不回访', '位客戶不回訪', 'customers aren’t visited'],
  by: ['按缘由', '按緣由', 'By occasion'],
  occasion: ['缘由', '緣由', 'After what'],
  due: ['到期', '到期', 'Due'],
  done: ['已回访', '已回訪', 'Made'],
  issues: ['问题', '問題', 'Issues'],
  settled: ['已解决', '已解決', 'Settled'],
  none: ['此月没有到期的回访，也没有抽签。请选择别的月份。', '此月沒有到期的回訪，也沒有抽籤。請選擇別的月份。', 'No visit was due in this month, and no lot was drawn. Choose another month.'],
})

/** How return visits went in a month: how many of those due were made, in time, and what came of the issues. */
export function Page() {
  const say = useSay()
  const [filter, set] = useFilters()
  const month = monthNamed(filter('month'), toWall(Date.now(), houseZone).slice(0, 10))
  const { data, error, isPending, isPlaceholderData, refetch } = useGet('/return-visits/figures', { query: { month, unit: filter('unit') } })
  return (
    <div className="page">
      <PageHead title={say('title')}><Link to="/returnvisits">{say('list')}</Link></PageHead>
      <div className="line month-head">
        <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} />
        <label className="line">{say('month')}<Input type="month" className="filter-wide" value={month} onChange={(e) => e.target.value && set({ month: e.target.value }, true)} /></label>
      </div>
      <ProblemNote error={error} retry={() => void refetch()} />
      {isPending && !error && <Skeleton active />}
      {data && <div className="stack" aria-busy={isPlaceholderData}>{data.items.length === 0 ? <Card size="small"><Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} /></Card> : <Shown rows={data.items} />}</div>}
    </div>
  )
}

function Shown({ rows }: { rows: Figure[] }) {
  const say = useSay()
  const all = sum(rows)
  const r = rates(all)
  return (
    <>
      <div className="tiles">
        <Tile title={say('coverage')} value={r.coverage} how={say('coverageHow', { due: all.due, done: all.done })} />
        <Tile title={say('onTime')} value={r.punctual} how={say('onTimeHow', { due: all.due, n: all.on_time })} />
        <Tile title={say('handling')} value={r.handling} how={say('handlingHow', { all: all.issues, n: all.settled })} />
        <Tile title={say('spared')} value={String(all.spared)} how={say('sparedHow')} />
      </div>
      <Card size="small" title={<h2 className="card-title">{say('by')}</h2>}><Table rows={rows} /></Card>
    </>
  )
}

function Tile({ title, value, how }: { title: string; value: string; how: string }) {
  return (
    <Card size="small">
      <h2 className="tile-title">{title}</h2>
      <div className="figure-value">{value}</div>
      <div className="muted">{how}</div>
    </Card>
  )
}

const columns = ['due', 'done', 'coverage', 'onTime', 'issues', 'settled', 'handling', 'spared'] as const

function Table({ rows }: { rows: Figure[] }) {
  const say = useSay()
  const { word } = useWords()
  const units = useUnits().data?.items.length ?? 0
  return (
    <div className="rows-frame" tabIndex={0} role="region" aria-label={say('by')}>
      <table className="rows">
        <thead><tr><th scope="col">{say('occasion')}</th>{columns.map((c) => <th key={c} scope="col" className="count">{say(c)}</th>)}</tr></thead>
        <tbody>
          {rows.map((f) => (
            <tr key={`${f.unit} ${f.event ?? ''} ${f.cycle ?? ''}`}>
              <th scope="row"><Link to={listOf(f)}>{f.cycle ? word('cycle', f.cycle) : word('event', f.event)}</Link>{units > 1 && <div className="muted"><UnitName id={f.unit} /></div>}</th>
              <Cells of={f} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cells({ of: f }: { of: Figure }) {
  const r = rates(f)
  return <>{[f.due, f.done, r.coverage, r.punctual, f.issues, f.settled, r.handling, f.spared].map((v, i) => <td key={columns[i]} className="count">{v}</td>)}</>
}
