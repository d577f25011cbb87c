import { Card } from 'antd'
import { useParams } from 'react-router'
import { isProblem } from '../../api/problem'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { About } from './About'
import { CallHint } from './CallHint'
import { Live } from './Live'
import { Marks } from './Marks'
import { Rounds } from './Rounds'
import { Script } from './Script'
import { Why } from './Why'

const useSay = speech({
  about: ['回访情况', '回訪情況', 'The visit'],
  script: ['话术与问卷', '話術與問卷', 'What to say and to ask'],
  rounds: ['回访记录', '回訪紀錄', 'Talks so far'],
  why: ['为何回访这位客户', '為何回訪這位客戶', 'Why this customer'],
  documents: ['文件（{{n}}）', '檔案（{{n}}）', 'Documents ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** One return visit: after what, by whom, when; what is said and asked; what the customer answered; why this customer. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const { data: v, error, refetch } = useGet('/return-visits/{id}', { path: { id } })
  // What was read stays while it can't be read again, since somebody may be typing here; unless it isn't the reader's any more.
  const gone = isProblem(error) && error.status === 404
  if (v?.id !== id || gone) return <Waiting error={error} retry={() => void refetch()} />
  return (
    <CasePage
      key={id} kind="returnvisit" of={v} tags={<Marks of={{ ...v, paused_at: undefined }} />}
      tabs={[
        { key: 'documents', label: say('documents', { n: v.attachments.length }), children: <Documents id={id} unit={v.unit} files={v.attachments} writable={!v.ended} /> },
        { key: 'live', label: say('live'), children: <Live of={v} />, destroyOnHidden: true },
        { key: 'why', label: say('why'), children: <Why id={id} />, destroyOnHidden: true },
      ]}
    >
      {!v.ended && <CallHint of={v} />}
      <Card size="small" title={<h2 className="card-title">{say('about')}</h2>}><About of={v} /></Card>
      {v.rounds.length > 0 && <Card size="small" title={<h2 className="card-title">{say('rounds')}</h2>}><Rounds of={v} /></Card>}
      {v.script && <Card size="small" title={<h2 className="card-title">{say('script')}</h2>}><Script of={v.script} /></Card>}
    </CasePage>
  )
}
