import { Segmented } from 'antd'
import { Days, Kept, OneOf, Only } from '../../parts/FilterFields'
import { useFilters } from '../../parts/Listing'
import { UnitSelect } from '../../parts/People'
import { houseZone, toWall } from '../../parts/time'
import { speech } from '../../words'
import { listed, lists, methods, ofYear, records, statuses, type List } from './states'

const useSay = speech({
  all: ['全部', '全部', 'All'],
  due: ['本年期满', '本年期滿', 'Due this year'],
  destroyed: ['本年销毁', '本年銷毀', 'Destroyed this year'],
  from: ['自', '自', 'From'],
  to: ['至', '至', 'to'],
  status: ['状态', '狀態', 'Status'],
  record: ['档案种类', '檔案種類', 'Record'],
  method: ['销毁方式', '銷毀方式', 'How destroyed'],
  unit: ['单位', '單位', 'Unit'],
  running: ['仅未销毁', '僅未銷毀', 'Not destroyed only'],
  file: ['仅同一案件', '僅同一案件', 'One case only'],
  customer: ['仅同一位客户', '僅同一位客戶', 'One customer only'],
})

/** Filters of the list: what falls due in a year and what was destroyed in one are lists of their own. */
export function Filters() {
  const say = useSay()
  const [filter, set] = useFilters()
  const list = listed(filter)
  const turn = (to: List | 'all') => set(ofYear(to === 'all' ? undefined : to, toWall(Date.now(), houseZone)))
  return (
    <>
      <Segmented value={list ?? 'all'} options={(['all', 'due', 'destroyed'] as const).map((v) => ({ value: v, label: say(v) }))} onChange={turn} />
      {list && <Days key={list} from={lists[list][0]} before={lists[list][1]} labels={[say('from'), say('to')]} />}
      <OneOf name="status" label={say('status')} values={statuses} />
      <OneOf name="record" label={say('record')} values={records} />
      <OneOf name="method" label={say('method')} values={methods} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <Only name="running" label={say('running')} />
      <Kept name="case" label={say('file')} />
      <Kept name="customer_id" label={say('customer')} />
    </>
  )
}
