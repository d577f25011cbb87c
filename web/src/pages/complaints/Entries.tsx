import { Empty, Table } from 'antd'
import { Link } from 'react-router'
import type { LedgerEntry } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { stateColors } from '../entries/EntryList'

const useSay = speech({
  none: ['此案没有提出任何分录。', '此案沒有提出任何分錄。', 'Nothing was proposed against anybody in this case.'],
  all: ['到“罚款与分录”办理', '到「罰款與分錄」辦理', 'Decide on them under “Fines and entries”'],
  at: ['提出时间', '提出時間', 'Proposed'],
  what: ['项目', '項目', 'What for'],
  against: ['责任人', '責任人', 'Against'],
  amount: ['金额（元）', '金額（元）', 'Amount (CNY)'],
  state: ['状态', '狀態', 'State'],
})

/** Entries are the ledger lines that came of one case. */
export function Entries({ of, id, unit }: { of: LedgerEntry[]; id: string; unit: string }) {
  const say = useSay()
  const { word } = useWords()
  if (of.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />
  return (
    <div className="stack">
      <Table<LedgerEntry>
        size="small" pagination={false} rowKey="id" dataSource={of} scroll={{ x: 'max-content' }}
        columns={[
          { key: 'at', title: say('at'), render: (_, e) => wall(e.created_at) },
          { key: 'what', title: say('what'), render: (_, e) => <>{word('kind', e.kind)} <Clause id={e.clause} /></> },
          { key: 'against', title: say('against'), render: (_, e) => <Person id={e.staff} unit={unit} /> },
          { key: 'amount', title: say('amount'), render: (_, e) => e.confirmed_amount ?? e.amount ?? '—' },
          { key: 'state', title: say('state'), render: (_, e) => <Tag color={stateColors[e.state]}>{word('entry', e.state)}</Tag> },
        ]}
      />
      <Link to={`/entries?case=${id}`}>{say('all')}</Link>
    </div>
  )
}
