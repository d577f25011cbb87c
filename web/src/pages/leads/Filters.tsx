import { Checkbox, Select, Tag } from 'antd'
import { useMe } from '../../api/books'
import { useFilters } from '../../parts/Listing'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { classes, sources, statuses } from './states'

const useSay = speech({
  status: ['状态', '狀態', 'Status'],
  source: ['来源', '來源', 'Source'],
  class: ['类别', '類別', 'Class'],
  unit: ['单位', '單位', 'Unit'],
  consultant: ['跟进顾问', '跟進顧問', 'Followed by'],
  mine: ['仅我的', '僅我的', 'Mine only'],
  stale: ['久无进展', '久無進展', 'No progress'],
  void: ['卡已作废', '卡已作廢', 'Card void'],
  running: ['仅进行中', '僅進行中', 'Running only'],
  paused: ['仅已暂停', '僅已暫停', 'Paused only'],
  customer: ['仅同一位客户', '僅同一位客戶', 'One customer only'],
})

/** Filters of the list of leads. */
export function Filters() {
  const say = useSay()
  const { word } = useWords()
  const [filter, set] = useFilters()
  const { data: me } = useMe()
  const one = (name: 'status' | 'source' | 'class', values: readonly string[]) => (
    <Select allowClear placeholder={say(name)} aria-label={say(name)} style={{ width: 130 }} value={filter(name)}
      onChange={(value: string | undefined) => set({ [name]: value })} options={values.map((v) => ({ value: v, label: word(name, v) }))} />
  )
  const yes = (name: 'stale' | 'void' | 'running' | 'paused') => (
    <Checkbox checked={filter(name) === 'true'} onChange={(e) => set({ [name]: e.target.checked ? 'true' : undefined })}>{say(name)}</Checkbox>
  )
  return (
    <>
      {one('status', statuses)}
      {one('source', sources)}
      {one('class', classes)}
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <div style={{ width: 200 }}>
        <PersonSelect label={say('consultant')} hint={say('consultant')} unit={filter('unit')} value={filter('consultant')} onChange={(consultant) => set({ consultant })} />
      </div>
      <Checkbox disabled={!me} checked={Boolean(me) && filter('consultant') === me?.id} onChange={(e) => set({ consultant: e.target.checked ? me?.id : undefined })}>{say('mine')}</Checkbox>
      {yes('stale')}
      {yes('void')}
      {yes('running')}
      {yes('paused')}
      {filter('customer_id') && <Tag closable onClose={() => set({ customer_id: undefined })}>{say('customer')}</Tag>}
    </>
  )
}
