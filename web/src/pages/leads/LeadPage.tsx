import { Card } from 'antd'
import { useParams } from 'react-router'
import { isProblem } from '../../api/problem'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { EntryList } from '../entries/EntryList'
import { About } from './About'
import { Contacts } from './Contacts'
import { Live } from './Live'
import { Marks } from './Marks'
import { NextContact } from './NextContact'

const useSay = speech({
  about: ['线索情况', '線索情況', 'The lead'],
  contacts: ['联系记录', '聯繫紀錄', 'Contacts'],
  none: ['还没有联系过。', '還沒有聯繫過。', 'Nobody has contacted this customer yet.'],
  entries: ['罚款（{{n}}）', '罰款（{{n}}）', 'Fines ({{n}})'],
  noEntries: ['这条线索没有罚款。', '這條線索沒有罰款。', 'No fine was proposed for this lead.'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** One lead: whom it is about, when the customer is contacted next, and what the contacts so far came to. */
export function Page() {
  const say = useSay()
  const { id = '' } = useParams()
  const { data: l, error, refetch } = useGet('/leads/{id}', { path: { id } })
  // What was read stays while it can't be read again, since somebody may be typing here; unless it isn't the reader's any more.
  const gone = isProblem(error) && error.status === 404
  if (l?.id !== id || gone) return <Waiting error={error} retry={() => void refetch()} />
  // A classification takes the place of the one before: its form begins with that.
  const starts = { classify: { class: l.class, quality: l.quality, key_customer: l.key_customer, objection: l.objection } }
  return (
    <CasePage
      key={id} kind="lead" of={l} starts={starts} tags={<span><Marks of={{ ...l, paused_at: undefined }} /></span>}
      tabs={[
        { key: 'entries', label: say('entries', { n: l.entries.length }), children: <EntryList inside fixed={{ case: id }} empty={say('noEntries')} /> },
        { key: 'documents', label: say('documents', { n: l.attachments.length }), children: <Documents id={id} unit={l.unit} files={l.attachments} writable={!l.ended} /> },
        { key: 'live', label: say('live'), children: <Live of={l} />, destroyOnHidden: true },
      ]}
    >
      {!l.ended && <NextContact of={l} />}
      <Card size="small" title={<h2>{say('about')}</h2>}><About of={l} /></Card>
      <Card size="small" title={<h2>{say('contacts')}</h2>}>{l.contacts.length > 0 ? <Contacts of={l} /> : <span className="muted">{say('none')}</span>}</Card>
    </CasePage>
  )
}
