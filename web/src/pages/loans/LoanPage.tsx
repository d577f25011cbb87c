import { Card } from 'antd'
import { useParams } from 'react-router'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { EntryList } from '../entries/EntryList'
import { About } from './About'
import { Live } from './Live'
import { Marks } from './Marks'
import { Reads } from './Reads'

const useSay = speech({
  about: ['申请内容', '申請內容', 'What is asked for'],
  reads: ['查看记录', '檢視紀錄', 'Who looked at it'],
  entries: ['罚款（{{n}}）', '罰款（{{n}}）', 'Fines ({{n}})'],
  noEntries: ['这次借阅没有罚款。', '這次借閱沒有罰款。', 'No fine was proposed for this request.'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** One request for a record: what it is for, who approves it, where the record is, and who looked at it. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const { data: l, error, refetch } = useGet('/loans/{id}', { path: { id } })
  if (l?.id !== id) return <Waiting error={error} retry={() => void refetch()} />
  return (
    <CasePage
      key={id} kind="loan" of={l} tags={<span><Marks of={{ ...l, paused_at: undefined }} /></span>}
      tabs={[
        ...(l.until ? [{ key: 'reads', label: say('reads'), children: <Reads id={id} /> }] : []),
        { key: 'entries', label: say('entries', { n: l.entries.length }), children: <EntryList inside fixed={{ case: id }} empty={say('noEntries')} /> },
        { key: 'documents', label: say('documents', { n: l.attachments.length }), children: <Documents id={id} unit={l.unit} files={l.attachments} writable={!l.ended} /> },
        { key: 'live', label: say('live'), children: <Live of={l} />, destroyOnHidden: true },
      ]}
    >
      <Card size="small" title={<h2>{say('about')}</h2>}><About of={l} /></Card>
    </CasePage>
  )
}
