import { BarChartOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { speech } from '../../words'
import { Filters } from './Filters'
import { VisitCalendar } from './VisitCalendar'
import { VisitList } from './VisitList'

const useSay = speech({
  title: ['回访', '回訪', 'Return visits'],
  plan: ['登记回访', '登記回訪', 'Plan a visit'],
  figures: ['回访统计', '回訪統計', 'Figures'],
  view: ['显示方式', '顯示方式', 'Shown as'],
  list: ['列表', '清單', 'List'],
  calendar: ['日历', '日曆', 'Calendar'],
})

/** The customers who are to be visited or called: as a list, or by the day on which that is due. How it is shown stands in the address. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const [filter, set] = useFilters()
  const calendar = filter('view') === 'calendar'
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Segmented aria-label={say('view')} value={calendar ? 'calendar' : 'list'} options={[{ value: 'list', label: say('list') }, { value: 'calendar', label: say('calendar') }]}
          onChange={(v) => set({ view: v === 'calendar' ? 'calendar' : undefined, month: undefined, sort: undefined })} />
        <Link to="/returnvisits/figures"><BarChartOutlined aria-hidden /> {say('figures')}</Link>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/returnvisits/new')}>{say('plan')}</Button>
      </PageHead>
      {calendar ? <VisitCalendar filters={<Filters />} /> : <VisitList filters={<Filters listed />} />}
    </div>
  )
}
