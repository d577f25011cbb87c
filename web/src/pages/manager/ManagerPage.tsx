import { Card, Empty, Skeleton } from 'antd'
import { Link } from 'react-router'
import { useGet } from '../../api/query'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { KeptTable, LateDutyTable, LateRoleTable, OpenCasesTable } from './FigureTables'
import { keptDuties, lateDuties, lateRoles, standings, type Figures } from './figures'
import { Period } from './Period'
import { Tiles } from './Tiles'

const useSay = speech({
  title: ['管理概览', '管理概覽', 'Manager'],
  lateRoles: ['现在逾期：由谁负责', '現在逾期：由誰負責', 'Late now, by who owes it'],
  lateDuties: ['现在逾期：事项与条款', '現在逾期：事項與條款', 'Late now, by duty and clause'],
  kept: ['期间内按时率：事项与条款', '期間內按時率：事項與條款', 'On time in the period, by duty and clause'],
  open: ['未结案件：类别与状态', '未結案件：類別與狀態', 'Open cases, by kind and state'],
  visits: ['回访统计', '回訪統計', 'Return visits in figures'],
  noLate: ['没有逾期的事项。', '沒有逾期的事項。', 'Nothing is late.'],
  noKept: ['此期间内没有到期的事项。请选择别的期间。', '此期間內沒有到期的事項。請選擇別的期間。', 'Nothing was due in this period. Choose another one.'],
  noOpen: ['没有未结案件。', '沒有未結案件。', 'No case is open.'],
})

/** Manager: what is late, what was kept in time, what is open; each figure opens as its list. */
export function Page() {
  const say = useSay()
  const [filter] = useFilters()
  const query = { unit: filter('unit'), from: filter('from'), to: filter('to') }
  const { data, error, isPending, isPlaceholderData, refetch } = useGet('/figures', { query })
  return (
    <div className="page">
      <PageHead title={say('title')}><Link to="/returnvisits/figures">{say('visits')}</Link></PageHead>
      <Period shown={data} />
      <ProblemNote error={error} retry={() => void refetch()} />
      {isPending && <Skeleton active />}
      {data && <div className="stack" aria-busy={isPlaceholderData} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}><Shown figures={data} unit={query.unit} /></div>}
    </div>
  )
}

function Shown({ figures, unit }: { figures: Figures; unit: string | undefined }) {
  const say = useSay()
  const asked = { unit, from: figures.from, to: figures.to }
  const roles = lateRoles(figures.late)
  const kept = keptDuties(figures.on_time)
  const open = standings(figures.open_cases)
  return (
    <>
      <Tiles figures={figures} asked={asked} />
      <div className="figures">
        <Part title={say('lateRoles')} none={roles.length === 0 && say('noLate')}><LateRoleTable rows={roles} asked={asked} /></Part>
        <Part title={say('lateDuties')} none={roles.length === 0 && say('noLate')}><LateDutyTable rows={lateDuties(figures.late)} asked={asked} /></Part>
        <Part title={say('kept')} none={kept.length === 0 && say('noKept')}><KeptTable rows={kept} asked={asked} /></Part>
        <Part title={say('open')} none={open.length === 0 && say('noOpen')}><OpenCasesTable rows={open} asked={asked} /></Part>
      </div>
    </>
  )
}

function Part({ title, none, children }: { title: string; none: string | false; children: React.ReactNode }) {
  return (
    <Card size="small" title={<h2 className="card-title">{title}</h2>}>
      {none ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={none} /> : children}
    </Card>
  )
}
