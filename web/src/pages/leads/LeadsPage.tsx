import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { LeadItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { Person, UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Filters } from './Filters'
import { Marks } from './Marks'

const useSay = speech({
  title: ['销售线索', '銷售線索', 'Leads'],
  enter: ['登记线索', '登記線索', 'Enter a lead'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  source: ['来源', '來源', 'Source'],
  marks: ['须留意', '須留意', 'To mind'],
  consultant: ['跟进顾问', '跟進顧問', 'Followed by'],
  last: ['最近联系', '最近聯繫', 'Last contact'],
  opened: ['登记', '登記', 'Entered'],
  updated: ['最近变动', '最近變動', 'Last change'],
  unit: ['单位', '單位', 'Unit'],
  empty: ['还没有线索。有人来电、来访或经介绍时，登记一条。', '還沒有線索。有人來電、來訪或經介紹時，登記一條。', 'No leads yet. Enter one when somebody calls, comes or is introduced.'],
})

/** The leads and customers' cards: who follows them, when somebody was reached last, which don't get on. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (l: LeadItem) => <Link to={`/leads/${l.id}`} onClick={(e) => e.stopPropagation()}>{l.number}</Link>
  const source = (l: LeadItem) => [word('source', l.source), word('class', l.class)].filter(Boolean).join(' · ')
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/leads/new')}>{say('enter')}</Button>
      </PageHead>
      <Listing
        path="/leads" label={say('title')} rowKey={(l) => l.id} open={(l) => void go(`/leads/${l.id}`)} empty={say('empty')}
        params={['status', 'unit', 'consultant', 'source', 'class', 'stale', 'void', 'running', 'paused', 'customer_id']} filters={<Filters />}
        card={(l) => (
          <div className="stack" style={{ gap: 4 }}>
            <div className="line"><strong>{link(l)}</strong><span>{word('status', l.status)}</span></div>
            <div><Marks of={l} /></div>
            <div className="muted">{source(l)} · <Person id={l.consultant} unit={l.unit} />{l.last_contact_at && <> · {say('last')} {wall(l.last_contact_at)}</>}</div>
          </div>
        )}
        columns={[
          { key: 'number', title: say('number'), width: 160, render: link },
          { key: 'status', title: say('status'), render: (l) => word('status', l.status) },
          { key: 'source', title: say('source'), render: source },
          { key: 'marks', title: say('marks'), render: (l) => <Marks of={l} /> },
          { key: 'consultant', title: say('consultant'), render: (l) => <Person id={l.consultant} unit={l.unit} /> },
          { key: 'last', title: say('last'), width: 150, render: (l) => wall(l.last_contact_at) || <span className="muted">—</span> },
          { key: 'opened', title: say('opened'), width: 150, render: (l) => wall(l.opened_at), sort: 'opened_at' },
          { key: 'updated', title: say('updated'), width: 150, render: (l) => wall(l.updated_at), sort: 'updated_at' },
          { key: 'unit', title: say('unit'), render: (l) => <UnitName id={l.unit} /> },
        ]}
      />
    </div>
  )
}
