import { Checkbox } from 'antd'
import { useMe } from '../../api/books'
import { Days, Kept, OneOf, Only } from '../../parts/FilterFields'
import { useFilters } from '../../parts/Listing'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { purposes, statuses } from './states'

const useSay = speech({
  status: ['状态', '狀態', 'Status'],
  purpose: ['目的', '目的', 'For'],
  unit: ['单位', '單位', 'Unit'],
  visitor: ['拜访人', '拜訪人', 'Visited by'],
  mine: ['仅我的', '僅我的', 'Mine only'],
  from: ['拜访自', '拜訪自', 'Made from'],
  to: ['至', '至', 'to'],
  late: ['报告逾期', '報告逾期', 'Report late'],
  promised: ['有待兑现的承诺', '有待兌現的承諾', 'Promises to be kept'],
  running: ['仅进行中', '僅進行中', 'Running only'],
  customer: ['仅同一位客户', '僅同一位客戶', 'One customer only'],
  plan: ['仅同一份月计划', '僅同一份月計劃', 'One month’s plan only'],
})

/** Filters of the list; in the calendar the days are chosen by the month. */
export function Filters({ listed }: { listed?: boolean }) {
  const say = useSay()
  const [filter, set] = useFilters()
  const { data: me } = useMe()
  return (
    <>
      <OneOf name="status" label={say('status')} values={statuses} />
      <OneOf name="purpose" label={say('purpose')} values={purposes} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <div className="filter-wide"><PersonSelect label={say('visitor')} hint={say('visitor')} unit={filter('unit')} value={filter('visitor')} onChange={(visitor) => set({ visitor })} /></div>
      {listed && <Days from="visited_from" before="visited_before" labels={[say('from'), say('to')]} />}
      <Checkbox disabled={!me} checked={Boolean(me) && filter('visitor') === me?.id} onChange={(e) => set({ visitor: e.target.checked ? me?.id : undefined })}>{say('mine')}</Checkbox>
      <Only name="late" label={say('late')} />
      {listed && <Only name="promised" label={say('promised')} />}
      {listed && <Only name="running" label={say('running')} />}
      <Kept name="customer_id" label={say('customer')} />
      <Kept name="plan" label={say('plan')} />
    </>
  )
}
