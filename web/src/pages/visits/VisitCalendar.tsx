import { FilterOutlined } from '@ant-design/icons'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { VisitItem } from '../../api/books'
import { picked } from '../../parts/address'
import { Calendar, type Entry } from '../../parts/Calendar'
import { useFilters } from '../../parts/Listing'
import { byDay, monthNamed } from '../../parts/month'
import { ProblemNote } from '../../parts/ProblemNote'
import { day, houseZone, later, toWall, wall } from '../../parts/time'
import { speech } from '../../words'
import { useOccasion } from './Occasion'
import { atMost, useMonth } from './useMonth'

const useSay = speech({
  many: ['本月到期的太多，只显示前 {{n}} 件。请按单位或状态筛选。', '本月到期的太多，只顯示前 {{n}} 件。請按單位或狀態篩選。', 'Too many are due in this month: the first {{n}} are shown. Filter by unit or state.'],
  none: ['本月没有到期的回访。', '本月沒有到期的回訪。', 'No return visit is due in this month.'],
  agreed: ['约 {{at}}', '約 {{at}}', 'agreed {{at}}'],
})

// What the calendar can be filtered by; the days are its own.
const params = ['status', 'unit', 'event', 'cycle', 'visitor', 'late', 'paused', 'customer_id', 'complaint']

/** VisitCalendar shows which visits are due on which day of a month. */
export function VisitCalendar({ filters }: { filters: ReactNode }) {
  const say = useSay()
  const [search] = useSearchParams()
  const [filter, set] = useFilters()
  const today = toWall(Date.now(), houseZone).slice(0, 10)
  const month = monthNamed(filter('month'), today)
  const { data, error, isPlaceholderData, refetch } = useMonth(month, picked(search, params))
  const entry = useEntry()
  const days = new Map([...byDay(data?.items ?? [], (v) => v.due_at && day(v.due_at))].map(([d, all]) => [d, all.map(entry)]))
  const dayTo = (d: string) => {
    const to = new URLSearchParams(search)
    for (const name of ['view', 'month']) to.delete(name)
    to.set('due_from', `${d}T00:00:00${houseZone}`)
    to.set('due_before', `${later(d, 1)}T00:00:00${houseZone}`)
    return `/returnvisits?${to.toString()}`
  }
  return (
    <div aria-busy={isPlaceholderData}>
      <div className="line month-head"><FilterOutlined aria-hidden />{filters}</div>
      <ProblemNote error={error} retry={() => void refetch()} />
      {data?.more && <Alert type="info" showIcon title={say('many', { n: atMost })} className="month-head" />}
      <Calendar month={month} today={today} days={days} dayTo={dayTo} none={say('none')} onMonth={(m) => set({ month: m })} />
    </div>
  )
}

function useEntry() {
  const say = useSay()
  const occasion = useOccasion()
  return (v: VisitItem): Entry => ({
    id: v.id, to: `/returnvisits/${v.id}`, text: [...occasion(v).filter(Boolean), v.number].join(' · '), tone: v.ended ? 'done' : v.late ? 'late' : undefined,
    aside: v.appointed_at && say('agreed', { at: wall(v.appointed_at).slice(5) }),
  })
}
