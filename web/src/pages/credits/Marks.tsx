import type { CreditItem } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'

const useSay = speech({
  over: ['超出额度', '超出額度', 'Above the limit'],
  waiting: ['{{n}} 笔待处理', '{{n}} 筆待處理', '{{n}} waiting'],
  grade: ['{{grade}} 级', '{{grade}} 級', 'Grade {{grade}}'],
})

/** Marks say whether an account is above its limit, what waits in it, and how the customer is graded. */
export function Marks({ of }: { of: Pick<CreditItem, 'over_limit' | 'waiting' | 'grade'> }) {
  const say = useSay()
  return (
    <>
      {of.over_limit && <Tag color="red">{say('over')}</Tag>}
      {of.waiting > 0 && <Tag color="orange">{say('waiting', { n: of.waiting })}</Tag>}
      {of.grade && <Tag color="purple">{say('grade', { grade: of.grade })}</Tag>}
    </>
  )
}
