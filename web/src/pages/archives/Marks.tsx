import type { ArchiveItem } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'

const useSay = speech({
  onTime: ['按时移交', '按時移交', 'On time'],
  late: ['逾期', '逾期', 'Late'],
  defects: ['{{n}} 项待整改', '{{n}} 項待整改', '{{n}} to put right'],
  paused: ['已暂停', '已暫停', 'Paused'],
})

/** Marks say whether a file came in time, and how much of it is to be put right. */
export function Marks({ of }: { of: Pick<ArchiveItem, 'late' | 'signed_at' | 'defects' | 'paused_at'> }) {
  const say = useSay()
  return (
    <>
      {of.late && <Tag color="red">{say('late')}</Tag>}
      {!of.late && of.signed_at && <Tag color="green">{say('onTime')}</Tag>}
      {of.defects > 0 && <Tag color="orange">{say('defects', { n: of.defects })}</Tag>}
      {of.paused_at && <Tag color="blue">{say('paused')}</Tag>}
    </>
  )
}
