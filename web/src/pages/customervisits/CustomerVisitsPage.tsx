import { PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { speech } from '../../words'
import { Filters } from './Filters'
import { Reports } from './Reports'
import { viewOf, views } from './states'
import { VisitCalendar } from './VisitCalendar'
import { VisitList } from './VisitList'

const useSay = speech({
  title: ['客户拜访', '客戶拜訪', 'Visits to customers'],
  plan: ['登记拜访', '登記拜訪', 'Plan a visit'],
  plans: ['拜访月计划', '拜訪月計劃', 'Months of visits'],
  view: ['显示方式', '顯示方式', 'Shown as'],
  list: ['列表', '清單', 'List'],
  calendar: ['日历', '日曆', 'Calendar'],
  reports: ['待交报告', '待交報告', 'Reports due'],
})

/** Visits to customers: as a list, by the day for which they are agreed, or those whose report is owed. How they are shown stands in the address. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const [filter, set] = useFilters()
  const view = viewOf(filter('view'))
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Segmented aria-label={say('view')} value={view} options={views.map((v) => ({ value: v, label: say(v) }))}
          onChange={(v) => set({ view: v === 'list' ? undefined : v, month: undefined, sort: undefined, late: undefined })} />
        <Link to="/visitplans">{say('plans')}</Link>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/visits/new')}>{say('plan')}</Button>
      </PageHead>
      {view === 'calendar' && <VisitCalendar />}
      {view === 'reports' && <Reports />}
      {view === 'list' && <VisitList filters={<Filters listed />} />}
    </div>
  )
}
