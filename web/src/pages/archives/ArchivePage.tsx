import { Card } from 'antd'
import { useParams } from 'react-router'
import { useUnits } from '../../api/books'
import { isProblem } from '../../api/problem'
import { useGet } from '../../api/query'
import { CasePage, Waiting } from '../../parts/CasePage'
import { Documents } from '../../parts/Documents'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { EntryList } from '../entries/EntryList'
import { Ask, AskInstead, Opened } from '../loans/Ask'
import { About } from './About'
import { Findings } from './Findings'
import { Live } from './Live'
import { Marks } from './Marks'
import { Papers } from './Papers'
import { Register } from './Register'

const useSay = speech({
  papers: ['资料清单', '資料清單', 'Documents of the file'],
  findings: ['发现的问题', '發現的問題', 'What was found'],
  register: ['签收簿', '簽收薄', 'Register'],
  entries: ['罚款（{{n}}）', '罰款（{{n}}）', 'Fines ({{n}})'],
  noEntries: ['这份档案没有罚款。', '這份檔案沒有罰款。', 'No fine was proposed in this file.'],
  documents: ['附件（{{n}}）', '附件（{{n}}）', 'Attachments ({{n}})'],
  live: ['运行状态', '執行狀態', 'Live state'],
})

/** The file of one vehicle: its documents, what is wrong with them, who signed for what, and what it cost. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const { id = '' } = useParams()
  const { data, error, refetch } = useGet('/archives/{id}', { path: { id } })
  const units = useUnits().data?.items
  if (!data || data.id !== id) return <Waiting error={error} retry={() => void refetch()}>{isProblem(error) && error.status === 404 && <AskInstead id={id} />}</Waiting>
  // A file of a unit that the reader doesn't see is open by a request, to be read.
  const foreign = units !== undefined && !units.some((u) => u.id === data.unit)
  const tabs = [
    { key: 'register', label: say('register'), children: <Register of={data} /> },
    { key: 'entries', label: say('entries', { n: data.entries.length }), children: <EntryList inside fixed={{ case: id }} empty={say('noEntries')} /> },
    { key: 'documents', label: say('documents', { n: data.attachments.length }), children: <Documents id={id} unit={data.unit} files={data.attachments} writable={!data.ended && !foreign} /> },
    { key: 'live', label: say('live'), children: <Live of={data} />, destroyOnHidden: true },
  ]
  return (
    <CasePage kind="archive" of={data} file={data.file} tabs={tabs} tools={foreign ? undefined : <Ask id={id} />} tags={<><span>{word('file', data.file)}</span><span><Marks of={data} /></span></>}>
      {foreign && <Opened id={id} />}
      <About of={data} />
      <Card size="small" title={<h2>{say('papers')}</h2>}><Papers of={data} /></Card>
      {data.findings.length > 0 && <Card size="small" title={<h2>{say('findings')}</h2>}><Findings of={data} /></Card>}
    </CasePage>
  )
}
