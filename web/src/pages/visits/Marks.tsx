import type { VisitItem } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  late: ['逾期', '逾期', 'Late'],
  paused: ['已暂停', '已暫停', 'Paused'],
  open: ['{{n}} 个问题待解决', '{{n}} 個問題待解決', '{{n}} open'],
})

type Marked = Pick<VisitItem, 'late' | 'paused_at' | 'issues' | 'settled' | 'verdict'>

/** Marks say whether a visit was made in time, what the customer said, and what is still to be settled. */
export function Marks({ of }: { of: Marked }) {
  const say = useSay()
  const { word } = useWords()
  const open = of.issues - of.settled
  return (
    <>
      {of.late && <Tag color="red">{say('late')}</Tag>}
      {of.verdict && <Tag color={of.verdict === 'satisfied' ? 'green' : 'orange'}>{word('verdict', of.verdict)}</Tag>}
      {open > 0 && <Tag color="gold">{say('open', { n: open })}</Tag>}
      {of.paused_at && <Tag color="blue">{say('paused')}</Tag>}
    </>
  )
}
