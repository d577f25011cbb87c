import type { LoanItem } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'

const useSay = speech({
  late: ['逾期', '逾期', 'Late'],
  leaks: ['泄密未处理', '洩密未處理', 'Leak not seen to'],
  outside: ['对外', '對外', 'For outside'],
  paused: ['已暂停', '已暫停', 'Paused'],
})

/** Marks say what whoever keeps records should mind about a request. */
export function Marks({ of }: { of: Pick<LoanItem, 'late' | 'leaks' | 'outside' | 'paused_at'> }) {
  const say = useSay()
  return (
    <>
      {of.late && <Tag color="red">{say('late')}</Tag>}
      {of.leaks > 0 && <Tag color="volcano">{say('leaks')}</Tag>}
      {of.outside && <Tag color="purple">{say('outside')}</Tag>}
      {of.paused_at && <Tag color="blue">{say('paused')}</Tag>}
    </>
  )
}
