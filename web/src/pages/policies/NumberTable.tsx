import { Grid, Table } from 'antd'
import { Clause } from '../../parts/Clause'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useParts, useValues } from './numberWords'
import type { Placed, Section } from './numbers'

const useSay = speech({
  what: ['项目', '項目', 'What'],
  value: ['规定', '規定', 'Value'],
  clause: ['条款与出处', '條款與出處', 'Clause and source'],
  violations: ['罚则', '罰則', 'Rules of fines'],
  entries: ['分录的决定', '分錄的決定', 'Decisions on entries'],
})

const colors: Record<string, string> = { policy: 'success', default: 'warning', house: 'default' }
const groups: Partial<Record<Section, string>> = { duties: 'duty', marks: 'duty', actions: 'action', fines: 'violation', files: 'file' }

/** NumberTable lists what a policy promises: each value beside its clause and where it comes from. */
export function NumberTable({ rows, label, paper }: { rows: Placed[]; label: string; paper: (code: string) => string }) {
  const say = useSay()
  const { word } = useWords()
  const wide = Grid.useBreakpoint().md ?? true
  const part = useParts()
  const value = useValues(paper)
  const of = (n: Placed) => (n.part === 'parts' ? paper(n.of) : n.of === 'fines' ? say('violations') : n.of === 'entries' ? say('entries') : groups[n.section] ? word(groups[n.section]!, n.of) : '')
  return (
    <Table<Placed>
      size="small" rowKey="key" dataSource={rows} pagination={false} aria-label={label}
      columns={[
        { key: 'what', title: say('what'), width: '40%', render: (_, n) => <>{[of(n), part(n)].filter(Boolean).join(' · ')}<div className="muted key">{n.key}</div></> },
        { key: 'value', title: say('value'), render: (_, n) => value(n) },
        { key: 'clause', title: say('clause'), width: wide ? 240 : 130, render: (_, n) => <><Clause id={n.clause} /> <Tag color={colors[n.source]}>{word('source', n.source)}</Tag></> },
      ]}
    />
  )
}
