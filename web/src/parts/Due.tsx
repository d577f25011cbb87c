import type { Obligation } from '../api/books'
import { Tag } from './Tag'
import { speech } from '../words'
import { useNow } from './clock'
import { span, wall } from './time'

const useSay = speech({
  d: ['天', '天', 'd'], h: ['小时', '小時', 'h'], m: ['分', '分', 'm'], s: ['秒', '秒', 's'],
  left: ['还有 {{span}}', '還有 {{span}}', '{{span}} left'],
  late: ['逾期 {{span}}', '逾期 {{span}}', '{{span}} late'],
  paused: ['已暂停', '已暫停', 'Paused'],
  kept: ['按时完成', '按時完成', 'Kept in time'],
  missed: ['逾期完成', '逾期完成', 'Done late'],
  cancelled: ['已取消', '已取消', 'Cancelled'],
  due: ['期限 {{at}}', '期限 {{at}}', 'Due {{at}}'],
  provisional: ['暂定：该年放假安排尚未公布', '暫定：該年放假安排尚未公布', 'Provisional: the year’s holidays aren’t published yet'],
})

type Shown = Pick<Obligation, 'due_at' | 'state' | 'breached_at' | 'annulled' | 'provisional' | 'settled_at'> & { last_mark?: string }

/** Due counts down to a due time, in the colour of the last mark that fired on its clock. */
export function Due({ of }: { of: Shown }) {
  const say = useSay()
  const now = useNow()
  const left = Date.parse(of.due_at) - now
  const units = { d: say('d'), h: say('h'), m: say('m'), s: say('s') }
  const [text, color] = settled(of, say) ?? (left >= 0
    ? [say('left', { span: span(left, units) }), { escalate: 'orange', remind: 'gold' }[of.last_mark ?? ''] ?? 'green']
    : [say('late', { span: span(left, units) }), 'red'])
  const title = say('due', { at: wall(of.due_at, true) }) + (of.provisional ? ` · ${say('provisional')}` : '')
  // A list has many of these and each is drawn anew every second: the browser's own hint costs nothing.
  return <Tag color={color} title={title} style={{ fontVariantNumeric: 'tabular-nums', marginInlineEnd: 0 }}>{text}</Tag>
}

function settled(of: Shown, say: ReturnType<typeof useSay>): [string, string] | undefined {
  switch (of.state) {
    case 'paused':
      return [say('paused'), 'blue']
    case 'cancelled':
      return [say('cancelled'), 'default']
    case 'fulfilled':
      return of.breached_at && !of.annulled ? [say('missed'), 'red'] : [say('kept'), 'green']
  }
  return undefined
}
