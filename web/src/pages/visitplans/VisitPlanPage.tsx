import { Card } from 'antd'
import { useParams } from 'react-router'
import { isProblem } from '../../api/problem'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { VisitList } from '../customervisits/VisitList'
import { EntryList } from '../entries/EntryList'
import { About } from './About'
import { Activities } from './Activities'
import { Counted } from './Counted'
import { Lines } from './Lines'
import { Live } from './Live'

const useSay = speech({
  about: ['月份', '月份', 'The month'],
  plan: ['计划内容', '計劃內容', 'The plan'],
  counted: ['已统计', '已統計', 'What was counted'],
  visits: ['按此计划的拜访', '按此計劃的拜訪', 'Visits by this plan'],
  noVisits: ['还没有按此计划登记的拜访。', '還沒有按此計劃登記的拜訪。', 'No visit by this plan yet.'],
  activities: ['活动记录', '活動紀錄', 'What was done'],
  entries: ['罚款（{{n}}）', '罰款（{{n}}）', 'Fines ({{n}})'],
  noEntries: ['本月没有罚款。', '本月沒有罰款。', 'No fine was proposed of this month.'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** A person's month of visits: its plan and the head's review of it, its visits, and what was counted. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const { data: p, error, refetch } = useGet('/visit-plans/{id}', { path: { id } })
  const policy = useGet('/choices', { query: { unit: p?.unit ?? '', kind: 'visitplan' } }, { enabled: Boolean(p), staleTime: 60_000 })
  // What was read stays while it can't be read again, since somebody may be typing here; unless it isn't the reader's any more.
  const gone = isProblem(error) && error.status === 404
  if (p?.id !== id || gone) return <Waiting error={error} retry={() => void refetch()} />
  const { quota: quotas = [], purpose: purposes = [] } = policy.data?.choices ?? {}
  // A plan takes the place of the one before: its form begins with that.
  const lines = p.plan.map(({ purpose, object, customer_id, visits }) => ({ purpose, object, customer_id, visits }))
  return (
    <CasePage
      key={id} kind="visitplan" of={p} starts={{ draft: { lines } }} tags={<span>{p.month}</span>}
      tabs={[
        ...(quotas.length > 0 ? [{ key: 'activities', label: say('activities'), children: <Activities of={p} quotas={quotas} /> }] : []),
        { key: 'entries', label: say('entries', { n: p.entries.length }), children: <EntryList inside fixed={{ case: id }} empty={say('noEntries')} /> },
        { key: 'documents', label: say('documents', { n: p.attachments.length }), children: <Documents id={id} unit={p.unit} files={p.attachments} writable={!p.ended} /> },
        { key: 'live', label: say('live'), children: <Live of={p} />, destroyOnHidden: true },
      ]}
    >
      <Card size="small" title={<h2>{say('about')}</h2>}><About of={p} /></Card>
      {(purposes.length > 0 || p.plan.length > 0) && <Card size="small" title={<h2>{say('plan')}</h2>}><Lines of={p} /></Card>}
      {(purposes.length > 0 || p.plan.length > 0) && <Card size="small" title={<h2>{say('visits')}</h2>}><VisitList plan={id} empty={say('noVisits')} /></Card>}
      {p.quotas.length > 0 && <Card size="small" title={<h2>{say('counted')}</h2>}><Counted of={p} /></Card>}
    </CasePage>
  )
}
