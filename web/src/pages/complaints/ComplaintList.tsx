import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ComplaintItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { Person, UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Marks } from './Marks'

const useSay = speech({
  label: ['投诉列表', '投訴清單', 'Complaints'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  marks: ['等级', '等級', 'Severity'],
  channel: ['渠道', '管道', 'Channel'],
  handler: ['处理人', '處理人', 'Handler'],
  amount: ['金额（元）', '金額（元）', 'Amount (CNY)'],
  unit: ['单位', '單位', 'Unit'],
  opened: ['登记时间', '登記時間', 'Registered'],
  updated: ['最近变动', '最近變動', 'Last change'],
  empty: ['还没有投诉。接到投诉时请在此登记。', '還沒有投訴。接到投訴時請在此登記。', 'No complaints yet. Register one as soon as it comes in.'],
  new: ['登记投诉', '登記投訴', 'New complaint'],
})

const params = ['status', 'severity', 'unit', 'handler', 'running', 'paused', 'customer_id']

/** ComplaintList is one page of complaints. */
export function ComplaintList({ filters }: { filters: ReactNode }) {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (c: ComplaintItem) => <Link to={`/complaints/${c.id}`} onClick={(e) => e.stopPropagation()}><strong>{c.number}</strong></Link>
  const status = (c: ComplaintItem) => <Tag color={c.ended ? 'default' : 'blue'}>{word('status', c.status)}</Tag>
  return (
    <Listing
      path="/complaints" label={say('label')} params={params} rowKey={(c) => c.id} filters={filters}
      open={(c) => void go(`/complaints/${c.id}`)}
      empty={<>{say('empty')}<br /><Button type="link" onClick={() => void go('/complaints/new')}>{say('new')}</Button></>}
      card={(c) => (
        <div className="stack" style={{ gap: 6 }}>
          <div className="line">{link(c)}<span style={{ flex: 1 }} />{status(c)}</div>
          <div className="line"><Marks of={c} /><span className="muted">{word('channel', c.channel)} · <Person id={c.handler} unit={c.unit} /></span></div>
          <div className="muted"><UnitName id={c.unit} /> · {wall(c.opened_at)}</div>
        </div>
      )}
      columns={[
        { key: 'number', title: say('number'), render: link },
        { key: 'status', title: say('status'), render: status },
        { key: 'marks', title: say('marks'), render: (c) => <Marks of={c} /> },
        { key: 'channel', title: say('channel'), render: (c) => word('channel', c.channel) },
        { key: 'handler', title: say('handler'), render: (c) => <Person id={c.handler} unit={c.unit} /> },
        { key: 'amount', title: say('amount'), render: (c) => <span style={{ fontVariantNumeric: 'tabular-nums' }}>{c.amount}</span> },
        { key: 'unit', title: say('unit'), render: (c) => <UnitName id={c.unit} /> },
        { key: 'opened', title: say('opened'), width: 150, sort: 'opened_at', render: (c) => wall(c.opened_at) },
        { key: 'updated', title: say('updated'), width: 150, sort: 'updated_at', render: (c) => wall(c.updated_at) },
      ]}
    />
  )
}
