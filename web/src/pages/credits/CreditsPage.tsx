import { PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Select } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { CreditItem } from '../../api/books'
import { Listing, useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { Person, PersonSelect, UnitName, UnitSelect } from '../../parts/People'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Pending } from './Pending'
import { Marks } from './Marks'
import { statuses } from './states'

const useSay = speech({
  title: ['客户授信', '客戶授信', 'Credit accounts'],
  open: ['开立账户', '開立帳戶', 'Open an account'],
  number: ['账户编号', '帳戶編號', 'Account'],
  status: ['状态', '狀態', 'Status'],
  marks: ['额度与申请', '額度與申請', 'Limit and requests'],
  seller: ['销售人员', '銷售人員', 'Salesperson'],
  unpaid: ['未付（元）', '未付（元）', 'Unpaid (CNY)'],
  opened: ['开立', '開立', 'Opened'],
  updated: ['最近变动', '最近變動', 'Last change'],
  unit: ['单位', '單位', 'Unit'],
  over_limit: ['超出额度', '超出額度', 'Above the limit'],
  owing: ['有未付货款', '有未付貨款', 'With goods that aren’t paid'],
  waiting: ['有待处理的申请', '有待處理的申請', 'With requests that wait'],
  running: ['仅未关闭', '僅未關閉', 'Not closed'],
  empty: ['还没有授信账户。客户申请赊购时，为其开立一个。', '還沒有授信帳戶。客戶申請賒購時，為其開立一個。', 'No accounts yet. Open one when a customer asks to buy on account.'],
})

/** The accounts of customers who buy on credit: who is above the limit, and what waits for somebody. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (c: CreditItem) => <Link to={`/credits/${c.id}`} onClick={(e) => e.stopPropagation()}>{c.number}</Link>
  const status = (c: CreditItem) => <Tag color={c.status === 'eligible' ? 'green' : 'default'}>{word('status', c.status)}</Tag>
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/credits/new')}>{say('open')}</Button>
      </PageHead>
      <Pending />
      <Listing
        path="/credits" label={say('title')} rowKey={(c) => c.id} open={(c) => void go(`/credits/${c.id}`)} empty={say('empty')}
        params={['status', 'unit', 'seller', 'over_limit', 'waiting', 'owing', 'running', 'grade', 'customer_id']} filters={<Filters />}
        card={(c) => (
          <div className="stack" style={{ gap: 4 }}>
            <div className="line"><strong>{link(c)}</strong>{status(c)}<span style={{ flex: 1 }} /><span className="amount">{c.unpaid}</span></div>
            <div><Marks of={c} /></div>
            <div className="muted"><Person id={c.seller} unit={c.unit} /> · {wall(c.updated_at)}</div>
          </div>
        )}
        columns={[
          { key: 'number', title: say('number'), width: 160, render: link },
          { key: 'status', title: say('status'), render: status },
          { key: 'marks', title: say('marks'), render: (c) => <Marks of={c} /> },
          { key: 'unpaid', title: say('unpaid'), render: (c) => <div className="amount">{c.unpaid}</div> },
          { key: 'seller', title: say('seller'), render: (c) => <Person id={c.seller} unit={c.unit} /> },
          { key: 'opened', title: say('opened'), width: 150, render: (c) => wall(c.opened_at), sort: 'opened_at' },
          { key: 'updated', title: say('updated'), width: 150, render: (c) => wall(c.updated_at), sort: 'updated_at' },
          { key: 'unit', title: say('unit'), render: (c) => <UnitName id={c.unit} /> },
        ]}
      />
    </div>
  )
}

function Filters() {
  const say = useSay()
  const { word } = useWords()
  const [filter, set] = useFilters()
  const yes = (name: 'over_limit' | 'owing' | 'waiting' | 'running') => (
    <Checkbox checked={filter(name) === 'true'} onChange={(e) => set({ [name]: e.target.checked ? 'true' : undefined })}>{say(name)}</Checkbox>
  )
  return (
    <>
      <Select allowClear placeholder={say('status')} aria-label={say('status')} style={{ width: 130 }} value={filter('status')}
        onChange={(status: string | undefined) => set({ status })} options={statuses.map((s) => ({ value: s, label: word('status', s) }))} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} />
      <div style={{ width: 220 }}><PersonSelect label={say('seller')} hint={say('seller')} unit={filter('unit')} value={filter('seller')} onChange={(seller) => set({ seller })} /></div>
      {yes('over_limit')}
      {yes('owing')}
      {yes('waiting')}
      {yes('running')}
    </>
  )
}
