import { Kept, OneOf, Only } from '../../parts/FilterFields'
import { useFilters } from '../../parts/Listing'
import { UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { askers, statuses } from './states'

const useSay = speech({
  status: ['状态', '狀態', 'Status'],
  asker: ['请求人', '請求人', 'Who asks'],
  unit: ['单位', '單位', 'Unit'],
  running: ['仅进行中', '僅進行中', 'Running only'],
  customer: ['仅同一位客户', '僅同一位客戶', 'One customer only'],
})

/** Filters of the list of requests to erase somebody. */
export function Filters() {
  const say = useSay()
  const [filter, set] = useFilters()
  return (
    <>
      <OneOf name="status" label={say('status')} values={statuses} />
      <OneOf name="asker" label={say('asker')} values={askers} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <Only name="running" label={say('running')} />
      <Kept name="customer_id" label={say('customer')} />
    </>
  )
}
