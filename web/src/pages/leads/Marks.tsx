import type { LeadItem } from '../../api/books'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'

const useSay = speech({
  void: ['卡已作废', '卡已作廢', 'Card void'],
  stale: ['久无进展', '久無進展', 'No progress'],
  call: ['待补电话', '待補電話', 'Call owed'],
  key: ['重点', '重點', 'Key customer'],
  objection: ['有异议', '有異議', 'Objection'],
  dislikes: ['不喜欢电话', '不喜歡電話', 'Dislikes calls'],
  paused: ['已暂停', '已暫停', 'Paused'],
})

type Marked = Pick<LeadItem, 'status' | 'lapsed_at' | 'stale' | 'call_owed' | 'key_customer' | 'objection' | 'dislikes_calls' | 'paused_at'>

/** Marks say what whoever follows a lead should mind. */
export function Marks({ of }: { of: Marked }) {
  const say = useSay()
  return (
    <>
      {of.lapsed_at && of.status !== 'lapsed' && <Tag color="red">{say('void')}</Tag>}
      {of.stale && <Tag color="orange">{say('stale')}</Tag>}
      {of.call_owed && <Tag color="gold">{say('call')}</Tag>}
      {of.key_customer && <Tag color="purple">{say('key')}</Tag>}
      {of.objection && <Tag color="volcano">{say('objection')}</Tag>}
      {of.dislikes_calls && <Tag>{say('dislikes')}</Tag>}
      {of.paused_at && <Tag color="blue">{say('paused')}</Tag>}
    </>
  )
}
