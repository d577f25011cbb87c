import { Alert } from 'antd'
import type { Lead } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { Due } from '../../parts/Due'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { nextContact } from './due'

const useSay = speech({
  next: ['{{what}}：{{at}} 前', '{{what}}：{{at}} 前', '{{what}}: before {{at}}'],
  last: ['最后可致电时刻：{{at}}', '最後可致電時刻：{{at}}', 'Last moment at which a call is permitted: {{at}}'],
  nothing: ['现在没有约定期限的联系', '現在沒有約定期限的聯繫', 'No contact is owed now'],
  lapsed: ['信息卡已于 {{at}} 作废，等待改派', '信息卡已於 {{at}} 作廢，等待改派', 'The card has been void since {{at}}: it can be given to somebody else'],
  row: ['已连续只发信息 {{n}} 次。请致电或面谈：制度可能规定连续发信息过多即作废信息卡。', '已連續只發信息 {{n}} 次。請致電或面談：制度可能規定連續發信息過多即作廢信息卡。', 'Messages in a row: {{n}}. Call or meet the customer: too many of them can make the card void.'],
})

/** NextContact says what is to be done next about the customer, and until when. */
export function NextContact({ of: l }: { of: Lead }) {
  const say = useSay()
  const { word } = useWords()
  const next = nextContact(l.obligations)
  const row = l.messages_in_a_row > 0 && say('row', { n: l.messages_in_a_row })
  if (l.status === 'lapsed') return <Alert role="status" type="warning" showIcon title={say('lapsed', { at: wall(l.lapsed_at) })} />
  if (!next) return <Alert role="status" type="info" showIcon title={say('nothing')} description={row} />
  return (
    <Alert role="status" showIcon type={row || next.last_mark ? 'warning' : 'info'}
      title={<>{say('next', { what: word('duty', next.duty), at: wall(next.due_at) })} <Due of={next} /> <Clause id={next.clause} /></>}
      description={(next.last_at || row) && <>{next.last_at && <div>{say('last', { at: wall(next.last_at) })}</div>}{row && <div>{row}</div>}</>} />
  )
}
