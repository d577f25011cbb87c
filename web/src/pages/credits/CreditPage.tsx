import { Card } from 'antd'
import { useParams } from 'react-router'
import type { Credit } from '../../api/books'
import { useGet } from '../../api/query'
import { CasePage, Waiting as Reading } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { useTerms } from '../../parts/useTerms'
import { speech } from '../../words'
import { EntryList } from '../entries/EntryList'
import { About } from './About'
import { Exposure } from './Exposure'
import { Figures } from './Figures'
import { Grades } from './Grades'
import { Ledger } from './Ledger'
import { Live } from './Live'
import { Marks } from './Marks'
import { Proofs } from './Proofs'
import { RequestCard } from './RequestCard'
import { Requests } from './Requests'
import { Waiting } from './Waiting'
import { waits } from './waits'

const useSay = speech({
  today: ['今日（{{day}}）', '今日（{{day}}）', 'Today ({{day}})'],
  exposure: ['额度与未付', '額度與未付', 'Limit and unpaid'],
  proofs: ['授信条件', '授信條件', 'Eligibility'],
  waiting: ['待处理的申请', '待處理的申請', 'Requests that wait'],
  requests: ['申请', '申請', 'Requests'],
  lines: ['账目', '帳目', 'Lines'],
  grades: ['评级', '評級', 'Grades'],
  entries: ['责任（{{n}}）', '責任（{{n}}）', 'Liability ({{n}})'],
  noEntries: ['这个账户没有责任分录。', '這個帳戶沒有責任分錄。', 'Nobody bears anything in this account.'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** The account of one customer: what it adds up to today, whether credit is given, what waits, and how it came to this. */
export function Page() {
  const { id = '' } = useParams()
  const { data, error, refetch } = useGet('/credits/{id}', { path: { id } })
  if (!data || data.id !== id) return <Reading error={error} retry={() => void refetch()} />
  return <Account of={data} />
}

function Account({ of: data }: { of: Credit }) {
  const say = useSay()
  const terms = useTerms(data)
  const { id } = data
  const tabs = [
    { key: 'requests', label: say('requests'), children: <Requests of={data} /> },
    { key: 'lines', label: say('lines'), children: <Ledger id={id} /> },
    { key: 'grades', label: say('grades'), children: <Grades of={data} /> },
    { key: 'entries', label: say('entries', { n: data.entries.length }), children: <EntryList inside fixed={{ case: id }} empty={say('noEntries')} /> },
    { key: 'documents', label: say('documents', { n: data.attachments.length }), children: <Documents id={id} unit={data.unit} files={data.attachments} writable={!data.ended} /> },
    { key: 'live', label: say('live'), children: <Live of={data} />, destroyOnHidden: true },
  ]
  return (
    <CasePage kind="credit" of={data} tabs={tabs} tags={<span><Marks of={data} /></span>}>
      <About of={data} />
      <Card size="small" title={<h2>{say('today', { day: data.figures.day })}</h2>}><Figures of={data.figures} terms={terms} /></Card>
      {waits(data).length > 0 && <Card size="small" title={<h2>{say('waiting')}</h2>}><Waiting of={data} /></Card>}
      {!data.ended && <RequestCard key={id} of={data} />}
      <Card size="small" title={<h2>{say('proofs')}</h2>}><Proofs of={data} terms={terms} /></Card>
      <Card size="small" title={<h2>{say('exposure')}</h2>}><Exposure id={id} today={data.figures.day} /></Card>
    </CasePage>
  )
}
