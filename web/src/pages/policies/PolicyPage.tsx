import { Alert, Card, Skeleton } from 'antd'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { useGet, type Answer } from '../../api/query'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { NumberTable } from './NumberTable'
import { bySection } from './numbers'
import { usePapers } from './usePapers'
import { shortHash } from './Policies'

const useSay = speech({
  duties: ['应做的事与时限', '應做的事與時限', 'Duties and their time'],
  marks: ['提醒、上报与逾期', '提醒、上報與逾期', 'Reminders, escalations, breaches'],
  actions: ['谁可以做什么', '誰可以做什麼', 'Who may do what'],
  authority: ['审批权限', '審批權限', 'Authority'],
  announce: ['告知', '告知', 'Announcements'],
  fines: ['罚款与分录', '罰款與分錄', 'Fines and entries'],
  files: ['档案与资料', '檔案與資料', 'Files and documents'],
  settings: ['其他规定', '其他規定', 'Settings'],
  since: ['{{at}} 起生效', '{{at}} 起生效', 'In force since {{at}}'],
  shipped: ['随系统提供的版本', '隨系統提供的版本', 'The edition that came with carebook'],
  edition: ['版本', '版本', 'Edition'],
  older: ['这不是现行版本。较早登记的案件仍按此版本办理。', '這不是現行版本。較早登記的案件仍按此版本辦理。', 'This isn’t the edition in force. Cases that were opened under it still run by it.'],
  toNow: ['查看现行版本', '檢視現行版本', 'Show the edition in force'],
  all: ['全部制度', '全部制度', 'All policies'],
})

/** A policy, read-only: every number that it promises, beside its clause. `edition` in the address shows an older one. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const [filter] = useFilters()
  const edition = filter('edition')
  const { data, error, isPending, refetch } = useGet('/policies/{id}', { path: { id }, query: { edition } }, { staleTime: 60_000 })
  const now = useGet('/policies', {}, { staleTime: 60_000 }).data?.items.find((p) => p.id === id)
  if (isPending || error) return <div className="page"><PageHead title={id} /><ProblemNote error={error} retry={() => void refetch()} />{isPending && <Skeleton active />}</div>
  const older = now && now.edition !== data.edition
  return (
    <div className="page">
      <PageHead tab={`${id} ${data.title}`} title={<>{id} {data.title}</>}><Link to="/policies">{say('all')}</Link></PageHead>
      <Facts of={data} older={Boolean(older)} />
      {older && <Alert type="warning" showIcon title={say('older')} action={<Link to={`/policies/${id}`}>{say('toNow')}</Link>} style={{ marginBottom: 12 }} />}
      <Numbers of={data} />
    </div>
  )
}

type Policy = Answer<'/policies/{id}'>

function Facts({ of, older }: { of: Policy; older: boolean }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <div className="line muted" style={{ marginBottom: 12 }}>
      <Tag>{word('kind', of.family)}</Tag>
      {!older && <span>{of.effective_from ? say('since', { at: wall(of.effective_from) }) : say('shipped')}</span>}
      <Link to={`/policies/${of.id}?edition=${of.edition}`} title={of.edition}>{say('edition')} <span className="clause">{shortHash(of.edition)}</span></Link>
    </div>
  )
}

function Numbers({ of }: { of: Policy }) {
  const say = useSay()
  const paper = usePapers(of.id)
  const sections = useMemo(() => bySection(of.numbers), [of.numbers])
  return (
    <div className="stack">
      <nav className="line" aria-label={of.title}>{sections.map(([s, rows]) => <a key={s} href={`#${s}`}>{say(s)} ({rows.length})</a>)}</nav>
      {sections.map(([s, rows]) => (
        <Card key={s} id={s} size="small" title={<h2 className="card-title">{say(s)}</h2>} styles={{ body: { padding: 0 } }}><NumberTable rows={rows} label={say(s)} paper={paper} /></Card>
      ))}
    </div>
  )
}
