import { Card } from 'antd'
import { useParams } from 'react-router'
import { isProblem } from '../../api/problem'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { EntryList } from '../entries/EntryList'
import { About } from './About'
import { Checklist } from './Checklist'
import { Live } from './Live'
import { Marks } from './Marks'

const useSay = speech({
  about: ['拜访', '拜訪', 'The visit'],
  checklist: ['准备与要点', '準備與要點', 'What belongs to it'],
  entries: ['处罚建议（{{n}}）', '處罰建議（{{n}}）', 'Proposed ({{n}})'],
  noEntries: ['这次拜访没有处罚建议。', '這次拜訪沒有處罰建議。', 'Nothing was proposed for this visit.'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** One visit to a customer: what for, when, what belongs to it, and what came of it. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const { data: v, error, refetch } = useGet('/visits/{id}', { path: { id } })
  // What was read stays while it can't be read again, since somebody may be typing here; unless it isn't the reader's any more.
  const gone = isProblem(error) && error.status === 404
  if (v?.id !== id || gone) return <Waiting error={error} retry={() => void refetch()} />
  const { before, during } = v.checklist
  return (
    <CasePage
      key={id} kind="visit" of={v} tags={<span><Marks of={v} /></span>}
      tabs={[
        { key: 'entries', label: say('entries', { n: v.entries.length }), children: <EntryList inside fixed={{ case: id }} empty={say('noEntries')} /> },
        { key: 'documents', label: say('documents', { n: v.attachments.length }), children: <Documents id={id} unit={v.unit} files={v.attachments} writable={!v.ended} /> },
        { key: 'live', label: say('live'), children: <Live of={v} />, destroyOnHidden: true },
      ]}
    >
      <Card size="small" title={<h2>{say('about')}</h2>}><About of={v} /></Card>
      {before.length + during.length > 0 && <Card size="small" title={<h2>{say('checklist')}</h2>}><Checklist of={v.checklist} /></Card>}
    </CasePage>
  )
}
