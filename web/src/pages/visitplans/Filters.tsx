import { Checkbox, Input } from 'antd'
import { useMe } from '../../api/books'
import { OneOf, Only } from '../../parts/FilterFields'
import { useFilters } from '../../parts/Listing'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { statuses } from './states'

const useSay = speech({
  status: ['状态', '狀態', 'Status'],
  month: ['月份', '月份', 'Month'],
  unit: ['单位', '單位', 'Unit'],
  person: ['谁的月份', '誰的月份', 'Whose month'],
  mine: ['仅我的', '僅我的', 'Mine only'],
  running: ['仅进行中', '僅進行中', 'Running only'],
})

/** Filters of the list of months. */
export function Filters() {
  const say = useSay()
  const [filter, set] = useFilters()
  const { data: me } = useMe()
  return (
    <>
      <OneOf name="status" label={say('status')} values={statuses} />
      <label className="line">{say('month')}<Input type="month" className="filter" value={filter('month') ?? ''} onChange={(e) => set({ month: e.target.value || undefined }, true)} /></label>
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <div className="filter-wide"><PersonSelect label={say('person')} hint={say('person')} unit={filter('unit')} value={filter('person')} onChange={(person) => set({ person })} /></div>
      <Checkbox disabled={!me} checked={Boolean(me) && filter('person') === me?.id} onChange={(e) => set({ person: e.target.checked ? me?.id : undefined })}>{say('mine')}</Checkbox>
      <Only name="running" label={say('running')} />
    </>
  )
}
