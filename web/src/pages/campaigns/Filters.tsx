import { DateField } from '../../parts/DateField'
import { OneOf, Only } from '../../parts/FilterFields'
import { useFilters } from '../../parts/Listing'
import { UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { occasions, statuses } from './states'

const useSay = speech({
  status: ['状态', '狀態', 'Status'],
  occasion: ['事由', '事由', 'Occasion'],
  unit: ['单位', '單位', 'Unit'],
  from: ['问候日自', '問候日自', 'Greeted from'],
  to: ['至', '至', 'to'],
  running: ['仅进行中', '僅進行中', 'Running only'],
})

/** Filters of the list of campaigns. */
export function Filters() {
  const say = useSay()
  const [filter, set] = useFilters()
  return (
    <>
      <OneOf name="status" label={say('status')} values={statuses} />
      <OneOf name="occasion" label={say('occasion')} values={occasions} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <DateField label={say('from')} value={filter('day_from')} max={filter('day_to')} clear onChange={(day_from) => set({ day_from })} />
      <DateField label={say('to')} value={filter('day_to')} min={filter('day_from')} clear onChange={(day_to) => set({ day_to })} />
      <Only name="running" label={say('running')} />
    </>
  )
}
