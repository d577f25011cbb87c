import { Grid, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { useGet } from '../../api/query'
import { ProblemNote } from '../../parts/ProblemNote'
import { Tag } from '../../parts/Tag'
import { later } from '../../parts/time'
import { speech } from '../../words'
import { days, fen, over, runs, scale, steps, yuan, type Point } from './exposure'

const useSay = speech({
  limit: ['额度', '額度', 'Limit'],
  unpaid: ['未付', '未付', 'Unpaid'],
  over: ['超出额度', '超出額度', 'Above the limit'],
  span: ['时间范围', '時間範圍', 'How far back'],
  back: ['{{n}} 天', '{{n}} 天', '{{n}} days'],
  chart: ['每日的额度与未付金额，{{from}} 至 {{to}}（元）。下方表格有同样的数字。', '每日的額度與未付金額，{{from}} 至 {{to}}（元）。下方表格有同樣的數字。', 'Limit and unpaid amount by day, {{from}} to {{to}} (CNY). The table below has the same figures.'],
  table: ['以表格查看', '以表格檢視', 'The same as a table'],
  day: ['日期', '日期', 'Day'],
})

const backs = [30, 90, 180]

/** Exposure shows by day what the customer could owe, and owed. */
export function Exposure({ id, today }: { id: string; today: string }) {
  const say = useSay()
  const [back, look] = useState(backs[0]!)
  const { data, error, isPending, refetch } = useGet('/credits/{id}/exposure', { path: { id }, query: { from: later(today, 1 - back), to: today } })
  const points = data?.items.map((f): Point => ({ day: f.day, limit: fen(f.limit), unpaid: fen(f.unpaid) })) ?? []
  return (
    <div className="stack">
      <div className="line">
        <Segmented aria-label={say('span')} value={back} onChange={look} options={backs.map((n) => ({ value: n, label: say('back', { n }) }))} />
        <span style={{ flex: 1 }} />
        <Legend />
      </div>
      <ProblemNote error={error} retry={() => void refetch()} />
      {isPending && <Skeleton active />}
      {points.length > 0 && <><Chart of={points} /><Figures of={points} /></>}
    </div>
  )
}

function Legend() {
  const say = useSay()
  const line = (name: string) => <svg width="22" height="10" aria-hidden><line x1="0" y1="5" x2="22" y2="5" className={name} /></svg>
  return (
    <span className="line muted">
      <span>{line('chart-limit')} {say('limit')}</span>
      <span>{line('chart-unpaid')} {say('unpaid')}</span>
      <span><svg width="14" height="10" aria-hidden><rect width="14" height="10" className="chart-over" /></svg> {say('over')}</span>
    </span>
  )
}

/** On a phone the drawing is narrower, so that its words keep their size. */
function Chart({ of: points }: { of: Point[] }) {
  const say = useSay()
  const wide = Grid.useBreakpoint().md ?? true
  const box = { width: wide ? 760 : 340, height: wide ? 240 : 200, left: wide ? 84 : 76, bottom: 24, top: 8 }
  const to = scale(points, box)
  const named = days(points, wide ? 6 : 3)
  return (
    <svg className="chart" viewBox={`0 0 ${box.width} ${box.height}`} role="img" aria-label={say('chart', { from: points[0]!.day, to: points.at(-1)!.day })}>
      {to.ticks.map((t) => (
        <g key={t}>
          <line x1={box.left} x2={box.width} y1={to.y(t)} y2={to.y(t)} className={t === 0 ? 'chart-zero' : 'chart-grid'} />
          <text x={box.left - 6} y={to.y(t) + 4} textAnchor="end">{yuan(t).replace(/\.00$/, '')}</text>
        </g>
      ))}
      {named.map((i, n) => (
        <text key={i} x={n === named.length - 1 ? box.width : to.x(i)} y={box.height - 6} textAnchor={n === named.length - 1 && n > 0 ? 'end' : 'start'}>{points[i]!.day.slice(5)}</text>
      ))}
      <path d={over(points, to)} className="chart-over" />
      <path d={steps(points.map((p) => p.limit), to)} className="chart-limit" />
      <path d={steps(points.map((p) => p.unpaid), to)} className="chart-unpaid" />
    </svg>
  )
}

/** What the chart draws, in figures; days on end that are the same stand in one line. */
function Figures({ of: points }: { of: Point[] }) {
  const say = useSay()
  return (
    <details>
      <summary>{say('table')}</summary>
      <div className="rows-frame" role="region" aria-label={say('table')} tabIndex={0}>
        <table className="rows">
          <thead><tr>{(['day', 'limit', 'unpaid'] as const).map((h) => <th key={h} scope="col" className={h === 'day' ? undefined : 'amount'}>{say(h)}</th>)}</tr></thead>
          <tbody>
            {runs(points).reverse().map((r) => (
              <tr key={r.day}>
                <td>{r.to === r.day ? r.day : `${r.day} – ${r.to.slice(5)}`}</td>
                <td className="amount">{yuan(r.limit)}</td>
                <td className="amount">{yuan(r.unpaid)} {r.unpaid > r.limit && <Tag color="red">{say('over')}</Tag>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
