import { Card } from 'antd'
import { useParams } from 'react-router'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { About } from './About'
import { Conflicts } from './Conflicts'
import { Live } from './Live'
import { Outcome } from './Outcome'

const useSay = speech({
  about: ['请求', '請求', 'The request'],
  against: ['不能删除的原因', '不能刪除的原因', 'What stands against it'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** One request to erase somebody: who asked, what stands against it, until when it is answered, and what was decided. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const { data: e, error, refetch } = useGet('/erasures/{id}', { path: { id } })
  if (e?.id !== id) return <Waiting error={error} retry={() => void refetch()} />
  return (
    <CasePage
      key={id} kind="erasure" of={e}
      tabs={[
        { key: 'documents', label: say('documents', { n: e.attachments.length }), children: <Documents id={id} unit={e.unit} files={e.attachments} writable={!e.ended} /> },
        { key: 'live', label: say('live'), children: <Live of={e} />, destroyOnHidden: true },
      ]}
    >
      <Outcome of={e} />
      <Card size="small" title={<h2>{say('about')}</h2>}><About of={e} /></Card>
      {!e.ended && <Card size="small" title={<h2>{say('against')}</h2>}><Conflicts of={e} /></Card>}
    </CasePage>
  )
}
