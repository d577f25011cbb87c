import { PrinterOutlined } from '@ant-design/icons'
import { Empty, Timeline } from 'antd'
import { Link } from 'react-router'
import type { Archive } from '../../api/books'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  none: ['还没有人签字。移交人先逐项确认资料并签字，档案员再签收。', '還沒有人簽字。移交人先逐項確認資料並簽字，檔案員再簽收。', 'Nobody has signed yet. The sender lists the documents and signs first, the archivist signs for having received them.'],
  print: ['打印签收簿', '列印簽收薄', 'Print the register'],
})

const colors: Record<string, string> = { faulted: 'orange', lost: 'red' }

/** Register tells who signed for what, and when. */
export function Register({ of: a }: { of: Archive }) {
  const say = useSay()
  const { word } = useWords()
  if (a.register.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />
  return (
    <>
      <p style={{ marginTop: 0 }}><Link to={`/archives/register?ids=${a.id}`}><PrinterOutlined aria-hidden /> {say('print')}</Link></p>
      <Timeline items={a.register.map((s) => ({
        key: s.seq, color: colors[s.step] ?? 'green',
        content: <><strong>{word('event', s.step)}</strong> <Person id={s.by} unit={a.unit} /> <span className="muted">{wall(s.at, true)}</span></>,
      }))} />
    </>
  )
}
