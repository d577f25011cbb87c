import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { LoanItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Asker } from './Asker'
import { Filters } from './Filters'
import { Marks } from './Marks'

const useSay = speech({
  title: ['档案借阅', '檔案借閱', 'Records on loan'],
  ask: ['申请借阅', '申請借閱', 'Ask for a record'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  record: ['档案', '檔案', 'Record'],
  purpose: ['用途', '用途', 'Purpose'],
  marks: ['须留意', '須留意', 'To mind'],
  asker: ['申请人', '申請人', 'Asked by'],
  issued: ['交出', '交出', 'Handed out'],
  due: ['应还', '應還', 'Due back'],
  until: ['可查阅至', '可查閱至', 'Read until'],
  opened: ['申请', '申請', 'Asked'],
  unit: ['保管单位', '保管單位', 'Kept by'],
  empty: ['本单位还没有借阅申请。向其他单位提出的，见“我的申请”。', '本單位還沒有借閱申請。向其他單位提出的，見「我的申請」。', 'No requests for records of your units yet. What you asked other units for stands under Mine.'],
})

/** The requests for records: who asked for what, what is out, and what should be back. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (l: LoanItem) => <Link to={`/loans/${l.id}`} onClick={(e) => e.stopPropagation()}>{l.number}</Link>
  const what = (l: LoanItem) => <>{word('record', l.record)}{l.paper && <> · {l.paper}</>}</>
  const none = <span className="muted">—</span>
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/loans/new')}>{say('ask')}</Button>
      </PageHead>
      <Listing
        path="/loans" label={say('title')} rowKey={(l) => l.id} open={(l) => void go(`/loans/${l.id}`)} empty={say('empty')}
        params={['status', 'unit', 'asker', 'mine', 'record', 'case', 'customer_id', 'purpose', 'relation', 'out', 'overdue', 'leaks', 'running']} filters={<Filters />}
        card={(l) => (
          <div className="stack visit-card">
            <div className="line"><strong>{link(l)}</strong><span>{word('status', l.status)}</span><Marks of={l} /></div>
            <div>{what(l)} · {word('purpose', l.purpose)}</div>
            <div className="muted"><Asker of={l} /> · {l.due_at ? `${say('due')} ${wall(l.due_at)}` : wall(l.opened_at)}</div>
          </div>
        )}
        columns={[
          { key: 'number', title: say('number'), width: 160, render: link },
          { key: 'status', title: say('status'), render: (l) => word('status', l.status) },
          { key: 'record', title: say('record'), render: what },
          { key: 'purpose', title: say('purpose'), render: (l) => word('purpose', l.purpose) },
          { key: 'marks', title: say('marks'), render: (l) => <Marks of={l} /> },
          { key: 'asker', title: say('asker'), render: (l) => <Asker of={l} /> },
          { key: 'issued', title: say('issued'), width: 140, render: (l) => wall(l.issued_at) || none },
          { key: 'due', title: say('due'), width: 140, render: (l) => (l.until ? <>{say('until')} {wall(l.until)}</> : wall(l.due_at) || none) },
          { key: 'opened', title: say('opened'), width: 140, render: (l) => wall(l.opened_at), sort: 'opened_at' },
          { key: 'unit', title: say('unit'), render: (l) => <UnitName id={l.unit} /> },
        ]}
      />
    </div>
  )
}
