import { PrinterOutlined } from '@ant-design/icons'
import { Button, Card } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { isProblem } from '../../api/problem'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { About } from './About'
import { Entries } from './Entries'
import { Live } from './Live'
import { Marks } from './Marks'
import { ReturnVisits } from './ReturnVisits'
import { Rounds } from './Rounds'

const useSay = speech({
  print: ['投诉处理表', '投訴處理表', 'Complaint form'],
  about: ['投诉情况', '投訴情況', 'The complaint'],
  rounds: ['各轮记录', '各輪紀錄', 'What was said, by round'],
  documents: ['文件（{{n}}）', '檔案（{{n}}）', 'Documents ({{n}})'],
  entries: ['罚款与分录（{{n}}）', '罰款與分錄（{{n}}）', 'Entries ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** One complaint: what it is about, what was said in each round, what is owed, and what can be done now. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const { id = '' } = useParams()
  const { data: c, error, refetch } = useGet('/complaints/{id}', { path: { id } })
  // What was read stays while it can't be read again, since somebody may be typing here; unless it isn't the reader's any more.
  const gone = isProblem(error) && error.status === 404
  if (c?.id !== id || gone) return <Waiting error={error} retry={() => void refetch()} />
  return (
    <CasePage
      key={id} kind="complaint" of={c} tags={<Marks of={{ ...c, paused_at: undefined }} />}
      tools={<Button icon={<PrinterOutlined aria-hidden />} onClick={() => void go(`/complaints/${id}/form`)}>{say('print')}</Button>}
      tabs={[
        { key: 'documents', label: say('documents', { n: c.attachments.length }), children: <Documents id={id} unit={c.unit} files={c.attachments} writable={!c.ended} /> },
        { key: 'entries', label: say('entries', { n: c.entries.length }), children: <Entries of={c.entries} id={id} unit={c.unit} /> },
        { key: 'live', label: say('live'), children: <Live of={c} />, destroyOnHidden: true },
      ]}
    >
      <Card size="small" title={<h2 className="card-title">{say('about')}</h2>}><About of={c} /><ReturnVisits complaint={id} /></Card>
      <Card size="small" title={<h2 className="card-title">{say('rounds')}</h2>}><Rounds texts={c.texts} unit={c.unit} /></Card>
    </CasePage>
  )
}
