import { Segmented } from 'antd'
import { Kept, OneOf, Only } from '../../parts/FilterFields'
import { useFilters } from '../../parts/Listing'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { purposes, records, statuses } from './states'

const useSay = speech({
  all: ['全部', '全部', 'All'],
  mine: ['我的申请', '我的申請', 'Mine'],
  out: ['借出登记', '借出登記', 'Register of loans'],
  overdue: ['逾期未还', '逾期未還', 'Overdue'],
  status: ['状态', '狀態', 'Status'],
  record: ['档案种类', '檔案種類', 'Record'],
  purpose: ['用途', '用途', 'Purpose'],
  unit: ['单位', '單位', 'Unit'],
  asker: ['申请人', '申請人', 'Asked by'],
  leaks: ['泄密未处理', '洩密未處理', 'Leaks not seen to'],
  running: ['仅进行中', '僅進行中', 'Running only'],
  one: ['仅同一份档案', '僅同一份檔案', 'One record only'],
})

const views = ['mine', 'out', 'overdue'] as const

/** Filters of the list: the register of loans and what is overdue are views of it. */
export function Filters() {
  const say = useSay()
  const [filter, set] = useFilters()
  const view = views.find((v) => filter(v) === 'true') ?? 'all'
  return (
    <>
      <Segmented value={view} options={['all' as const, ...views].map((v) => ({ value: v, label: say(v) }))}
        onChange={(v) => set({ mine: undefined, out: undefined, overdue: undefined, ...(v !== 'all' && { [v]: 'true' }) })} />
      <OneOf name="status" label={say('status')} values={statuses} />
      <OneOf name="record" label={say('record')} values={records} />
      <OneOf name="purpose" label={say('purpose')} values={purposes} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <div className="filter-wide"><PersonSelect label={say('asker')} hint={say('asker')} unit={filter('unit')} value={filter('asker')} onChange={(asker) => set({ asker })} /></div>
      <Only name="running" label={say('running')} />
      <Only name="leaks" label={say('leaks')} />
      <Kept name="case" label={say('one')} />
    </>
  )
}
