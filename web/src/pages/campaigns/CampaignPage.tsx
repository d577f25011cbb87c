import { Card } from 'antd'
import { useParams } from 'react-router'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { About } from './About'
import { Greetings } from './Greetings'
import { Live } from './Live'
import { Progress } from './Progress'

const useSay = speech({
  paused: ['已暂停', '已暫停', 'Paused'],
  progress: ['进度', '進度', 'How far it is'],
  about: ['活动', '活動', 'The campaign'],
  greetings: ['问候名单', '問候名單', 'Whom it greets'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

const again = 10_000 // ms: what comes of greetings is written beside the case, and no change of it is told

/** One campaign: how far it is, who isn't greeted and why, and everybody whom it greets with what came of it. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const { data: c, error, refetch } = useGet('/campaigns/{id}', { path: { id } }, { every: (read) => (read && !read.ended ? again : false) })
  if (c?.id !== id) return <Waiting error={error} retry={() => void refetch()} />
  return (
    <CasePage
      key={id} kind="campaign" of={c} tags={c.obligations.some((o) => o.state === 'paused') && <Tag color="orange">{say('paused')}</Tag>}
      tabs={[
        { key: 'documents', label: say('documents', { n: c.attachments.length }), children: <Documents id={id} unit={c.unit} files={c.attachments} writable={!c.ended} /> },
        { key: 'live', label: say('live'), children: <Live of={c} />, destroyOnHidden: true },
      ]}
    >
      <Card size="small" title={<h2>{say('progress')}</h2>}><Progress of={c} /></Card>
      <Card size="small" title={<h2>{say('about')}</h2>}><About of={c} /></Card>
      <Card size="small" title={<h2>{say('greetings')}</h2>}><Greetings of={c} /></Card>
    </CasePage>
  )
}
