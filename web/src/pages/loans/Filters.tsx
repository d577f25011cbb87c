import { Checkbox, Segmented, Select, Tag } from 'antd'
import { useFilters } from '../../parts/Listing'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'
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
  const { word } = useWords()
  const [filter, set] = useFilters()
  const view = views.find((v) => filter(v) === 'true') ?? 'all'
  const one = (name: 'status' | 'record' | 'purpose', values: readonly string[]) => (
    <Select allowClear placeholder={say(name)} aria-label={say(name)} className="filter" value={filter(name)}
      onChange={(value: string | undefined) => set({ [name]: value })} options={values.map((v) => ({ value: v, label: word(name, v) }))} />
  )
  const yes = (name: 'leaks' | 'running') => (
    <Checkbox checked={filter(name) === 'true'} onChange={(e) => set({ [name]: e.target.checked ? 'true' : undefined })}>{say(name)}</Checkbox>
  )
  return (
    <>
      <Segmented value={view} options={['all' as const, ...views].map((v) => ({ value: v, label: say(v) }))}
        onChange={(v) => set({ mine: undefined, out: undefined, overdue: undefined, ...(v !== 'all' && { [v]: 'true' }) })} />
      {one('status', statuses)}
      {one('record', records)}
      {one('purpose', purposes)}
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <div className="filter-wide"><PersonSelect label={say('asker')} hint={say('asker')} unit={filter('unit')} value={filter('asker')} onChange={(asker) => set({ asker })} /></div>
      {yes('running')}
      {yes('leaks')}
      {filter('case') && <Tag closable onClose={() => set({ case: undefined })}>{say('one')}</Tag>}
    </>
  )
}
