import { Card } from 'antd'
import { useParams } from 'react-router'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { About } from './About'
import { Live } from './Live'

const useSay = speech({
  about: ['档案', '檔案', 'The record'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** One record that is kept: what it is, until when, who decided that it may go, and how it went. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const { data: r, error, refetch } = useGet('/retentions/{id}', { path: { id } })
  if (r?.id !== id) return <Waiting error={error} retry={() => void refetch()} />
  return (
    <CasePage
      key={id} kind="retention" of={r}
      tabs={[
        { key: 'documents', label: say('documents', { n: r.attachments.length }), children: <Documents id={id} unit={r.unit} files={r.attachments} writable={!r.ended} /> },
        { key: 'live', label: say('live'), children: <Live of={r} />, destroyOnHidden: true },
      ]}
    >
      <Card size="small" title={<h2>{say('about')}</h2>}><About of={r} /></Card>
    </CasePage>
  )
}
