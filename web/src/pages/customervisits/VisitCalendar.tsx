import { FilterOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { CustomerVisitItem } from '../../api/books'
import { picked } from '../../parts/address'
import { Calendar, type Entry } from '../../parts/Calendar'
import { useFilters } from '../../parts/Listing'
import { monthNamed } from '../../parts/month'
import { ProblemNote } from '../../parts/ProblemNote'
import { houseZone, toWall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { momentOf, onDays, toneOf } from './days'
import { Filters } from './Filters'
import { atMost, useVisitMonth } from './useVisitMonth'

const useSay = speech({
  many: ['本月的拜访太多，只显示前 {{n}} 次。请按单位或拜访人筛选。', '本月的拜訪太多，只顯示前 {{n}} 次。請按單位或拜訪人篩選。', 'Too many visits in this month: the first {{n}} are shown. Filter by unit or by who visits.'],
  none: ['本月没有约定或完成的拜访。', '本月沒有約定或完成的拜訪。', 'No visit is agreed for this month, and none was made.'],
  without: ['尚未约定时间的拜访', '尚未約定時間的拜訪', 'Visits without a time'],
  withoutWhy: ['不在日历上', '不在日曆上', 'stand on no day'],
})

const params = ['status', 'unit', 'visitor', 'customer_id', 'plan', 'purpose', 'late']

/** VisitCalendar shows which visits are agreed for which day of a month, and which were made. */
export function VisitCalendar() {
  const say = useSay()
  const [search] = useSearchParams()
  const [filter, set] = useFilters()
  const today = toWall(Date.now(), houseZone).slice(0, 10)
  const month = monthNamed(filter('month'), today)
  const { data, error, isPlaceholderData, refetch } = useVisitMonth(month, picked(search, params))
  const entry = useEntry()
  const days = new Map([...onDays(data?.items ?? [], month)].map(([d, all]) => [d, all.map(entry)]))
  return (
    <div aria-busy={isPlaceholderData}>
      <div className="line month-head"><FilterOutlined aria-hidden /><Filters /></div>
      <ProblemNote error={error} retry={() => void refetch()} />
      {data?.more && <Alert type="info" showIcon title={say('many', { n: atMost })} className="month-head" />}
      <Calendar month={month} today={today} days={days} none={say('none')} onMonth={(m) => set({ month: m })} />
      <p className="muted"><Link className="in-text" to="/visits?status=planned">{say('without')}</Link> {say('withoutWhy')}</p>
    </div>
  )
}

function useEntry() {
  const { word } = useWords()
  return (v: CustomerVisitItem): Entry => ({
    id: v.id, to: `/visits/${v.id}`, aside: momentOf(v)?.slice(11, 16), text: [word('purpose', v.purpose), v.number].join(' · '), tone: toneOf(v, Date.now()),
  })
}
