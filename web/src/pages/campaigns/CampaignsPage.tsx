import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { CampaignItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { UnitName } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Filters } from './Filters'
import { Occasion } from './Occasion'
import { leftOut } from './progress'

const useSay = speech({
  title: ['客户问候', '客戶問候', 'Campaigns'],
  begin: ['开始问候活动', '開始問候活動', 'Begin a campaign'],
  schedules: ['定期计划', '定期計劃', 'Schedules'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  occasion: ['事由', '事由', 'Occasion'],
  day: ['问候日', '問候日', 'Day'],
  planned: ['应问候', '應問候', 'To be greeted'],
  open: ['未完成', '未完成', 'Open'],
  made: ['已问候', '已問候', 'Greeted'],
  missed: ['已错过', '已錯過', 'Missed'],
  percent: ['进度', '進度', 'Through'],
  left: ['未列入', '未列入', 'Left out'],
  unit: ['单位', '單位', 'Unit'],
  far: ['{{made}} / {{planned}} 已问候', '{{made}} / {{planned}} 已問候', '{{made}} of {{planned}} greeted'],
  empty: ['还没有问候活动。节日、生日与每月消息按计划自动开始；项目节点由人工开始。', '還沒有問候活動。節日、生日與每月消息按計劃自動開始；項目節點由人工開始。', 'No campaigns yet. Those of festivals, birthdays and monthly news begin by themselves; those of a project are begun by hand.'],
})

/** The campaigns by which customers are greeted, each with how far it is. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (c: CampaignItem) => <Link to={`/campaigns/${c.id}`} onClick={(e) => e.stopPropagation()}>{c.number}</Link>
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Link to="/schedules">{say('schedules')}</Link>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/campaigns/new')}>{say('begin')}</Button>
      </PageHead>
      <Listing
        path="/campaigns" label={say('title')} rowKey={(c) => c.id} open={(c) => void go(`/campaigns/${c.id}`)} empty={say('empty')}
        params={['status', 'unit', 'occasion', 'day_from', 'day_to', 'running']} filters={<Filters />}
        card={(c) => (
          <div className="stack visit-card">
            <div className="line"><strong>{link(c)}</strong><span>{word('status', c.status)}</span><span>{c.percent} %</span></div>
            <div><Occasion of={c} /></div>
            <div className="muted">{c.day} · {say('far', { made: c.made, planned: c.planned })}</div>
          </div>
        )}
        columns={[
          { key: 'number', title: say('number'), width: 150, render: link },
          { key: 'status', title: say('status'), render: (c) => word('status', c.status) },
          { key: 'occasion', title: say('occasion'), render: (c) => <Occasion of={c} /> },
          { key: 'day', title: say('day'), width: 100, render: (c) => c.day },
          { key: 'planned', title: say('planned'), render: (c) => c.planned },
          { key: 'open', title: say('open'), render: (c) => c.open },
          { key: 'made', title: say('made'), render: (c) => c.made },
          { key: 'missed', title: say('missed'), render: (c) => c.missed },
          { key: 'percent', title: say('percent'), render: (c) => `${c.percent} %` },
          { key: 'left', title: say('left'), render: (c) => leftOut(c.left_out).all },
          { key: 'unit', title: say('unit'), render: (c) => <UnitName id={c.unit} /> },
        ]}
      />
    </div>
  )
}
