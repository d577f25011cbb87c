import { Descriptions, type DescriptionsProps } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Retention } from '../../api/books'
import { CustomerOf } from '../../parts/MaskedCustomer'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  record: ['档案', '檔案', 'Record'],
  open: ['打开档案', '開啟檔案', 'Open the file'],
  customer: ['客户', '客戶', 'Customer'],
  keeper: ['保管人', '保管人', 'Kept by'],
  filed: ['归档', '歸檔', 'Filed'],
  until: ['保管至', '保管至', 'Kept until'],
  due: ['期满，待决定', '期滿，待決定', 'Waits for a decision since'],
  reviewed: ['审查', '審查', 'Reviewed'],
  approved: ['批准销毁', '批准銷毀', 'Destruction approved'],
  destroyed: ['销毁', '銷毀', 'Destroyed'],
  method: ['销毁方式', '銷毀方式', 'How'],
  files: ['随之销毁的电子文件', '隨之銷毀的電子檔案', 'Attached files that went with it'],
})

/** About is what is kept, until when, and who has decided what about it: of a destroyed one the record of destruction. */
export function About({ of: r }: { of: Retention }) {
  const say = useSay()
  const { word } = useWords()
  const row = (key: Parameters<typeof say>[0], children: ReactNode) => ({ key, label: say(key), children })
  const at = (key: Parameters<typeof say>[0], moment: string | undefined, by?: string) =>
    moment ? [row(key, <span>{wall(moment, true)}{by && <> · <Person id={by} unit={r.unit} /></>}</span>)] : []
  const items: NonNullable<DescriptionsProps['items']> = [
    row('record', <span>{word('record', r.record)}{r.paper && <> · {r.paper}</>}{r.case && <> · <Link className="in-text" to={`/archives/${r.case}`}>{say('open')}</Link></>}</span>),
    row('keeper', <Person id={r.keeper} unit={r.unit} />),
    ...(r.customer_id ? [row('customer', <CustomerOf id={r.customer_id} />)] : []),
    ...at('filed', r.filed_at), ...at('until', r.until), ...at('due', r.due_at), ...at('reviewed', r.reviewed_at, r.reviewed_by),
    ...at('approved', r.approved_at, r.approved_by), ...at('destroyed', r.destroyed_at, r.destroyed_by),
    ...(r.method ? [row('method', word('method', r.method)), row('files', r.files_destroyed)] : []),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}
