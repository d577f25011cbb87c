import type { ReactNode } from 'react'
import type { components } from '../../api/schema'
import { Clause } from '../../parts/Clause'
import { Tag } from '../../parts/Tag'
import type { Terms } from '../../parts/useTerms'
import { speech } from '../../words'
import { fen, yuan } from './exposure'

const useSay = speech({
  limit: ['额度', '額度', 'Limit'],
  unpaid: ['未付', '未付', 'Unpaid'],
  ahead: ['多付', '多付', 'Paid ahead'],
  room: ['剩余额度', '剩餘額度', 'Headroom'],
  over: ['超出额度', '超出額度', 'Above the limit'],
  oldest: ['最早的未付货款', '最早的未付貨款', 'Oldest unpaid goods'],
  allPaid: ['货款已付清', '貨款已付清', 'All goods are paid'],
  goods: ['此前发货 {{amount}}', '此前出貨 {{amount}}', 'Goods of the days before: {{amount}}'],
  starting: ['初始额度 {{amount}}', '初始額度 {{amount}}', 'Starting limit: {{amount}}'],
  most: ['等级上限 {{amount}}', '等級上限 {{amount}}', 'At most {{amount}} by the grade'],
  held: ['另有待发货的预付款 {{amount}}', '另有待出貨的預付款 {{amount}}', 'Remitted for goods that wait: {{amount}}'],
  age: ['{{day}} 发货，已 {{n}} 天，限 {{term}} 天', '{{day}} 出貨，已 {{n}} 天，限 {{term}} 天', 'Left {{day}}: {{n}} days of {{term}}'],
  late: ['超过期限', '超過期限', 'Past the term'],
  releases: ['已超额放行 {{n}} 次', '已超額放行 {{n}} 次', 'Releases above the limit: {{n}}'],
})

export type CreditFigures = components['schemas']['CreditFigures']

/** Figures are those of an account on a day, each with the clause that it comes from. */
export function Figures({ of: f, terms }: { of: CreditFigures; terms: Terms }) {
  const say = useSay()
  const room = fen(f.limit) - fen(f.unpaid)
  const ahead = fen(f.unpaid) < 0
  const late = f.age_days > f.term_days
  return (
    <div className="account-figures">
      <Tile name={say('limit')} value={f.limit} clause={terms.clause('window')}>
        <div>{say('goods', { amount: f.goods })}</div>
        {fen(f.starting_limit) > 0 && <div>{say('starting', { amount: f.starting_limit })}</div>}
        {f.most && <div>{say('most', { amount: f.most })}</div>}
      </Tile>
      <Tile name={say(ahead ? 'ahead' : 'unpaid')} value={ahead ? yuan(-fen(f.unpaid)) : f.unpaid}>
        {fen(f.held) > 0 && <div>{say('held', { amount: f.held })}</div>}
        {f.over_releases > 0 && <div>{say('releases', { n: f.over_releases })}</div>}
      </Tile>
      <Tile name={say(room < 0 ? 'over' : 'room')} value={yuan(Math.abs(room))} bad={room < 0} clause={terms.clause('limit_reading')} />
      <Tile name={say('oldest')} value={f.oldest_reference ?? '—'} bad={late} clause={terms.clause('term')}>
        {f.oldest_on
          ? <div>{say('age', { day: f.oldest_on, n: f.age_days, term: f.term_days })} {late && <Tag color="red">{say('late')}</Tag>}</div>
          : <div>{say('allPaid')}</div>}
      </Tile>
    </div>
  )
}

function Tile({ name, value, bad, clause, children }: { name: string; value: string; bad?: boolean; clause?: string; children?: ReactNode }) {
  return (
    <div className="tile">
      <div className="tile-title">{name} <Clause id={clause} /></div>
      <div className={bad ? 'figure bad' : 'figure'}><span className="figure-value">{value}</span></div>
      <div className="muted">{children}</div>
    </div>
  )
}
