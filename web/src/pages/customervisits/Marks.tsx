import type { CustomerVisitItem } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'

const useSay = speech({
  late: ['报告逾期', '報告逾期', 'Report late'],
  promises: ['承诺 {{kept}}/{{all}}', '承諾 {{kept}}/{{all}}', 'Promises kept: {{kept}} of {{all}}'],
})

/** Marks say what is to be minded of a visit: a report that is late, promises that aren't kept yet. */
export function Marks({ of: v }: { of: Pick<CustomerVisitItem, 'late' | 'promises' | 'kept'> }) {
  const say = useSay()
  return (
    <>
      {v.late && <Tag color="red">{say('late')}</Tag>}
      {v.promises > 0 && <Tag color={v.kept < v.promises ? 'gold' : 'green'}>{say('promises', { kept: v.kept, all: v.promises })}</Tag>}
    </>
  )
}
