import { Descriptions, type DescriptionsProps } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Loan } from '../../api/books'
import { CustomerOf } from '../../parts/MaskedCustomer'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Asker } from './Asker'

const useSay = speech({
  record: ['档案', '檔案', 'Record'],
  open: ['打开档案', '開啟檔案', 'Open the record'],
  customer: ['客户', '客戶', 'Customer'],
  purpose: ['用途', '用途', 'Asked for to'],
  relation: ['归属', '歸屬', 'Whose record'],
  asker: ['申请人', '申請人', 'Asked by'],
  opened: ['申请', '申請', 'Asked'],
  approved: ['批准', '批准', 'Approved'],
  until: ['可在屏幕上查阅至', '可在螢幕上查閱至', 'May be read on screen until'],
  issued: ['交出', '交出', 'Handed out'],
  due: ['应还', '應還', 'Due back'],
  back: ['归还或结束', '歸還或結束', 'Back, or reading ended'],
})

/** About is who asked for which record and what for, and how far that has come. */
export function About({ of: l }: { of: Loan }) {
  const say = useSay()
  const { word } = useWords()
  const row = (key: string, children: ReactNode) => ({ key, label: say(key as 'record'), children })
  const at = (key: string, moment: string | undefined) => (moment ? [row(key, wall(moment, true))] : [])
  const items: NonNullable<DescriptionsProps['items']> = [
    row('record', <span>{word('record', l.record)}{l.paper && <> · {l.paper}</>}{l.case && <> · <Link className="in-text" to={`/archives/${l.case}`}>{say('open')}</Link></>}</span>),
    ...(l.customer_id ? [row('customer', <CustomerOf id={l.customer_id} />)] : []),
    row('purpose', word('purpose', l.purpose)),
    row('relation', word('relation', l.relation)),
    row('asker', <Asker of={l} />),
    ...at('opened', l.opened_at), ...at('approved', l.approved_at), ...at('until', l.until), ...at('issued', l.issued_at), ...at('due', l.due_at), ...at('back', l.back_at),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}
