import { Checkbox, Select, Tag } from 'antd'
import { useMe } from '../../api/books'
import { Days } from '../../parts/FilterFields'
import { useFilters } from '../../parts/Listing'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { occasions, statuses } from './states'

const useSay = speech({
  status: ['状态', '狀態', 'Status'],
  event: ['缘由', '緣由', 'After what'],
  unit: ['单位', '單位', 'Unit'],
  visitor: ['回访人', '回訪人', 'Who visits'],
  sampled: ['抽签', '抽籤', 'The lot'],
  yes: ['抽中', '抽中', 'Drawn'],
  no: ['未抽中', '未抽中', 'Left out'],
  mine: ['仅我的', '僅我的', 'Mine only'],
  running: ['仅进行中', '僅進行中', 'Running only'],
  late: ['逾期', '逾期', 'Late'],
  paused: ['仅已暂停', '僅已暫停', 'Paused only'],
  from: ['到期自', '到期自', 'Due from'],
  to: ['至', '至', 'to'],
  customer: ['仅同一位客户', '僅同一位客戶', 'One customer only'],
  origin: ['仅同一件投诉', '僅同一件投訴', 'One complaint only'],
})

/** Filters of the list; in the calendar the days are chosen by the month. */
export function Filters({ listed }: { listed?: boolean }) {
  const say = useSay()
  const { word } = useWords()
  const [filter, set] = useFilters()
  const { data: me } = useMe()
  const flag = (name: 'running' | 'late' | 'paused') => (
    <Checkbox checked={filter(name) === 'true'} onChange={(e) => set({ [name]: e.target.checked ? 'true' : undefined })}>{say(name)}</Checkbox>
  )
  const one = (name: 'customer_id' | 'complaint', text: 'customer' | 'origin') =>
    filter(name) && <Tag closable onClose={() => set({ [name]: undefined })}>{say(text)}</Tag>
  return (
    <>
      <Select allowClear placeholder={say('status')} aria-label={say('status')} className="filter" value={filter('status')}
        onChange={(status: string | undefined) => set({ status })} options={statuses.map((s) => ({ value: s, label: word('status', s) }))} />
      <Select allowClear placeholder={say('event')} aria-label={say('event')} className="filter-wide" value={filter('event')} showSearch={{ optionFilterProp: 'label' }}
        onChange={(event: string | undefined) => set({ event })} options={occasions.map((e) => ({ value: e, label: word('event', e) }))} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <div className="filter-wide"><PersonSelect label={say('visitor')} hint={say('visitor')} unit={filter('unit')} value={filter('visitor')} onChange={(visitor) => set({ visitor })} /></div>
      {listed && (
        <Select allowClear placeholder={say('sampled')} aria-label={say('sampled')} className="filter" value={filter('sampled')}
          onChange={(sampled: string | undefined) => set({ sampled })} options={(['yes', 'no'] as const).map((v) => ({ value: v, label: say(v) }))} />
      )}
      {listed && <Days from="due_from" before="due_before" labels={[say('from'), say('to')]} />}
      <Checkbox disabled={!me} checked={Boolean(me) && filter('visitor') === me?.id} onChange={(e) => set({ visitor: e.target.checked ? me?.id : undefined })}>{say('mine')}</Checkbox>
      {listed && flag('running')}
      {flag('late')}
      {flag('paused')}
      {one('customer_id', 'customer')}
      {one('complaint', 'origin')}
    </>
  )
}
