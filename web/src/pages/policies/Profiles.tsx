import { Card, Descriptions, Skeleton } from 'antd'
import { Link } from 'react-router'
import { useUnits } from '../../api/books'
import { kinds } from '../../api/kinds'
import { useGet, type Answer } from '../../api/query'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { useMarks } from '../../words/marks'

const useSay = speech({
  complaint: ['投诉', '投訴', 'Complaints'],
  archive: ['车辆档案', '車輛檔案', 'Vehicle files'],
  returnvisit: ['回访', '回訪', 'Return visits'],
  lead: ['销售线索', '銷售線索', 'Leads'],
  loan: ['档案借阅', '檔案借閱', 'Requests for records'],
  retention: ['档案保管', '檔案保管', 'Records kept'],
  credit: ['客户授信', '客戶授信', 'Credit accounts'],
  erasure: ['删除申请', '刪除申請', 'Erasure requests'],
  campaign: ['客户问候', '客戶問候', 'Campaigns'],
  visit: ['客户拜访', '客戶拜訪', 'Visits to customers'],
  visitplan: ['拜访月度计划', '拜訪月度計劃', 'Months of visits'],
  calendar: ['日历', '行事曆', 'Calendar'],
  units: ['所用单位', '所用單位', 'Units'],
  none: ['不办理', '不辦理', 'Not done here'],
  nobody: ['您可见的单位中没有采用者', '您可見的單位中沒有採用者', 'None of the units that you see'],
})

type Profile = Answer<'/profiles'>['items'][number]

/** Profiles say by which policies and which calendar units run. */
export function Profiles() {
  const { data, error, isPending, refetch } = useGet('/profiles', {}, { staleTime: 60_000 })
  const policies = useGet('/policies', {}, { staleTime: 60_000 })
  const calendars = useGet('/calendars', {}, { staleTime: Infinity })
  if (isPending) return <Skeleton active />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  const titles = new Map((policies.data?.items ?? []).map((p) => [p.id, p.title]))
  const calendar = (id: string) => calendars.data?.items.find((c) => c.id === id)?.title ?? id
  return <div className="stack">{data.items.map((p) => <One key={p.id} of={p} titles={titles} calendar={calendar(p.calendar)} />)}</div>
}

function One({ of, titles, calendar }: { of: Profile; titles: Map<string, string>; calendar: string }) {
  const say = useSay()
  const mark = useMarks()
  const units = useUnits().data?.items.filter((u) => u.profile === of.id) ?? []
  const policy = (id: string | undefined) => (id ? <Link to={`/policies/${id}`}>{id} {titles.get(id)}</Link> : <span className="muted">{say('none')}</span>)
  return (
    <Card size="small" title={<h2 className="card-title">{of.title}</h2>}>
      <Descriptions size="small" column={{ xs: 1, md: 2 }} items={[
        ...kinds.map((kind) => ({ key: kind, label: say(kind), children: policy(of[kind]) })),
        { key: 'calendar', label: say('calendar'), children: calendar },
        { key: 'units', label: say('units'), children: units.length > 0 ? units.map((u) => u.name).join(mark('and')) : <span className="muted">{say('nobody')}</span> },
      ]} />
    </Card>
  )
}
