import { PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Segmented, Select, Tag } from 'antd'
import { useNavigate } from 'react-router'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Board } from './Board'
import { ComplaintList } from './ComplaintList'
import { severities, statuses } from './states'

const useSay = speech({
  title: ['投诉', '投訴', 'Complaints'],
  new: ['登记投诉', '登記投訴', 'New complaint'],
  view: ['显示方式', '顯示方式', 'Shown as'],
  list: ['列表', '清單', 'List'],
  board: ['看板', '看板', 'Board'],
  status: ['状态', '狀態', 'Status'],
  severity: ['等级', '等級', 'Severity'],
  unit: ['单位', '單位', 'Unit'],
  handler: ['处理人', '處理人', 'Handler'],
  running: ['仅进行中', '僅進行中', 'Running only'],
  paused: ['仅已暂停', '僅已暫停', 'Paused only'],
  customer: ['仅同一位客户', '僅同一位客戶', 'One customer only'],
})

/** All complaints that the reader may see: as a list, or on a board by state. How it is shown stands in the address. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const [filter, set] = useFilters()
  const board = filter('view') === 'board'
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Segmented aria-label={say('view')} value={board ? 'board' : 'list'} options={[{ value: 'list', label: say('list') }, { value: 'board', label: say('board') }]}
          onChange={(v) => set({ view: v === 'board' ? 'board' : undefined, sort: undefined })} />
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/complaints/new')}>{say('new')}</Button>
      </PageHead>
      {board ? <Board filters={<Filters />} /> : <ComplaintList filters={<Filters listed />} />}
    </div>
  )
}

/** On the board the columns are the states, and all of them run. */
function Filters({ listed }: { listed?: boolean }) {
  const say = useSay()
  const { word } = useWords()
  const [filter, set] = useFilters()
  const flag = (name: 'running' | 'paused') => (
    <Checkbox checked={filter(name) === 'true'} onChange={(e) => set({ [name]: e.target.checked ? 'true' : undefined })}>{say(name)}</Checkbox>
  )
  return (
    <>
      {listed && <Select allowClear placeholder={say('status')} aria-label={say('status')} style={{ width: 150 }} value={filter('status')}
        onChange={(status: string | undefined) => set({ status })} options={statuses.map((s) => ({ value: s, label: word('status', s) }))} />}
      <Select allowClear placeholder={say('severity')} aria-label={say('severity')} style={{ width: 110 }} value={filter('severity')}
        onChange={(severity: string | undefined) => set({ severity })} options={severities.map((s) => ({ value: s, label: word('severity', s) }))} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} withProfile />
      <div style={{ width: 200 }}><PersonSelect label={say('handler')} hint={say('handler')} value={filter('handler')} onChange={(handler) => set({ handler })} /></div>
      {listed && flag('running')}
      {flag('paused')}
      {filter('customer_id') && <Tag closable onClose={() => set({ customer_id: undefined })}>{say('customer')}</Tag>}
    </>
  )
}
