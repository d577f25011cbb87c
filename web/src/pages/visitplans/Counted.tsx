import type { VisitPlan } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  title: ['已统计', '已統計', 'What was counted'],
  quota: ['指标', '指標', 'What'],
  period: ['期间', '期間', 'Of'],
  done: ['完成', '完成', 'Done'],
  least: ['应完成', '應完成', 'To be done'],
  missing: ['缺少', '缺少', 'Missing'],
  at: ['统计时间', '統計時間', 'Counted'],
  late: ['延迟统计', '延遲統計', 'late'],
})

/** Counted is what was counted of the quotas, day by day and month by month. */
export function Counted({ of: p }: { of: VisitPlan }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <div className="rows-frame" tabIndex={0} role="region" aria-label={say('title')}>
      <table className="rows">
        <thead><tr><th scope="col">{say('quota')}</th><th scope="col">{say('period')}</th>{(['done', 'least', 'missing'] as const).map((c) => <th key={c} scope="col" className="count">{say(c)}</th>)}<th scope="col">{say('at')}</th></tr></thead>
        <tbody>
          {p.quotas.map((q) => (
            <tr key={`${q.quota} ${q.period}`}>
              <td>{word('quota', q.quota)}</td><td>{q.period}</td><td className="count">{q.done}</td><td className="count">{q.least}</td>
              <td className="count">{q.missing > 0 ? <strong>{q.missing}</strong> : 0}</td><td>{wall(q.closed_at)}{q.late && <> <Tag color="orange">{say('late')}</Tag></>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
