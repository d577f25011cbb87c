import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { VisitPlanItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { Person, UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Filters } from './Filters'

const useSay = speech({
  title: ['拜访月计划', '拜訪月計劃', 'Months of visits'],
  begin: ['新建月计划', '新建月計劃', 'Open a month'],
  visits: ['客户拜访', '客戶拜訪', 'Visits'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  person: ['谁的月份', '誰的月份', 'Whose month'],
  month: ['月份', '月份', 'Month'],
  lines: ['计划行数', '計劃行數', 'Lines'],
  submitted: ['提交', '提交', 'Handed in'],
  approved: ['审核通过', '審核通過', 'Approved'],
  counted: ['已统计至', '已統計至', 'Counted up to'],
  done: ['计划 / 完成 / 计划外', '計劃 / 完成 / 計劃外', 'Planned / made / beside'],
  unit: ['单位', '單位', 'Unit'],
  empty: ['还没有拜访月计划。请为自己或下属新建一个月份。', '還沒有拜訪月計劃。請為自己或下屬新建一個月份。', 'No months yet. Open one for yourself or for somebody of yours.'],
})

/** Everybody's months of visits: the plans, which of them wait for a review, and what was planned and made. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (p: VisitPlanItem) => <Link to={`/visitplans/${p.id}`} onClick={(e) => e.stopPropagation()}>{p.number}</Link>
  const none = <span className="muted">—</span>
  const done = (p: VisitPlanItem) => (p.closed_at ? `${p.planned} / ${p.actual} / ${p.beside}` : none)
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Link to="/visits">{say('visits')}</Link>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/visitplans/new')}>{say('begin')}</Button>
      </PageHead>
      <Listing
        path="/visit-plans" label={say('title')} rowKey={(p) => p.id} open={(p) => void go(`/visitplans/${p.id}`)} empty={say('empty')}
        params={['status', 'unit', 'person', 'month', 'running']} filters={<Filters />}
        card={(p) => (
          <div className="stack visit-card">
            <div className="line"><strong>{link(p)}</strong><span>{word('status', p.status)}</span><span>{p.month}</span></div>
            <div><Person id={p.person} unit={p.unit} /></div>
            <div className="muted">{p.closed_at ? <>{say('done')} {done(p)}</> : <>{say('lines')} {p.lines}{p.submitted_at && <> · {say('submitted')} {wall(p.submitted_at)}</>}</>}</div>
          </div>
        )}
        columns={[
          { key: 'number', title: say('number'), width: 150, render: link },
          { key: 'status', title: say('status'), render: (p) => word('status', p.status) },
          { key: 'month', title: say('month'), width: 90, render: (p) => p.month },
          { key: 'person', title: say('person'), render: (p) => <Person id={p.person} unit={p.unit} /> },
          { key: 'lines', title: say('lines'), render: (p) => p.lines },
          { key: 'submitted', title: say('submitted'), width: 130, render: (p) => wall(p.submitted_at) || none },
          { key: 'approved', title: say('approved'), width: 130, render: (p) => wall(p.approved_at) || none },
          { key: 'counted', title: say('counted'), render: (p) => p.counted_to || none },
          { key: 'done', title: say('done'), render: done },
          { key: 'unit', title: say('unit'), render: (p) => <UnitName id={p.unit} /> },
        ]}
      />
    </div>
  )
}
