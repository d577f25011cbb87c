import { Button } from 'antd'
import { DateField } from '../../parts/DateField'
import { useFilters } from '../../parts/Listing'
import { UnitSelect } from '../../parts/People'
import { day, fromWall, later, monthOf, zoneOf } from '../../parts/time'
import { speech } from '../../words'
import type { Figures } from './figures'

const useSay = speech({
  unit: ['单位', '單位', 'Unit'],
  from: ['期间自', '期間自', 'Period from'],
  to: ['至', '至', 'to'],
  now: ['本月', '本月', 'This month'],
  before: ['上个月', '上個月', 'The month before'],
})

/** Period chooses the unit and the days that figures are about. The address holds moments: the day after the last one isn't in it. */
export function Period({ shown }: { shown: Figures | undefined }) {
  const say = useSay()
  const [filter, set] = useFilters()
  const from = filter('from') ?? shown?.from
  const to = filter('to') ?? shown?.to
  const [first, end] = [from && day(from), to && day(to)]
  const last = end && later(end, -1)
  const choose = (begin: string | undefined, until: string | undefined) => {
    if (!from || !begin || !until || until <= begin) return
    const zone = zoneOf(from)
    set({ from: fromWall(`${begin}T00:00`, zone), to: fromWall(`${until}T00:00`, zone) })
  }
  return (
    <div className="line" style={{ marginBottom: 12 }}>
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} />
      <DateField label={say('from')} disabled={!from} value={first} max={last} onChange={(date) => choose(date, end)} />
      <DateField label={say('to')} disabled={!to} value={last} min={first} onChange={(date) => choose(first, date && later(date, 1))} />
      <Button disabled={!first} onClick={() => first && choose(...monthOf(first, -1))}>{say('before')}</Button>
      <Button onClick={() => set({ from: undefined, to: undefined })}>{say('now')}</Button>
    </div>
  )
}
