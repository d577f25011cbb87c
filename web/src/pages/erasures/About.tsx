import { Descriptions, type DescriptionsProps } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Erasure } from '../../api/books'
import { Due } from '../../parts/Due'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { answerOwed } from './states'

const useSay = speech({
  customer: ['客户', '客戶', 'Customer'],
  hidden: ['您无权查看客户资料', '您無權檢視客戶資料', 'Not yours to see'],
  others: ['此客户的全部删除请求', '此客戶的全部刪除請求', 'All requests about this customer'],
  pseudonym: ['删除后的化名', '刪除後的化名', 'Pseudonym afterwards'],
  asker: ['请求人', '請求人', 'Who asks'],
  recipient: ['受理', '受理', 'Taken'],
  handler: ['现由谁负责', '現由誰負責', 'Now with'],
  owed: ['应答复', '應答覆', 'Answer due'],
  again: ['应复查', '應複查', 'To be looked at again'],
  proof: ['身份核实', '身分核實', 'Who asks was checked'],
  unchecked: ['尚未核实', '尚未核實', 'Not yet'],
  decided: ['决定', '決定', 'Decided'],
  ground: ['理由', '理由', 'Ground'],
})

/** About is who asked to have whom erased, how that was checked, until when it is answered, and who decided. */
export function About({ of: e }: { of: Erasure }) {
  const say = useSay()
  const { word } = useWords()
  const row = (key: Parameters<typeof say>[0], children: ReactNode, wide = false) => ({ key, label: say(key), children, ...(wide && { span: 'filled' as const }) })
  const by = (moment: string | undefined, who: string | undefined) => <span>{wall(moment, true)} · <Person id={who} unit={e.unit} /></span>
  const owed = answerOwed(e.obligations)
  const items: NonNullable<DescriptionsProps['items']> = [
    row('customer', <Customer of={e} />, true),
    ...(e.erased_at ? [] : [row('pseudonym', <code>{e.pseudonym}</code>)]),
    row('asker', <span>{word('asker', e.asker)} · {word('channel', e.channel)}</span>),
    row('recipient', by(e.opened_at, e.recipient)),
    ...(e.handler !== e.recipient ? [row('handler', <Person id={e.handler} unit={e.unit} />)] : []),
    ...(owed ? [row(owed.duty === 'look_again' ? 'again' : 'owed', <span>{wall(owed.due_at)} <Due of={owed} /></span>)] : []),
    row('proof', e.checked_at ? <span>{word('proof', e.proof)} · {by(e.checked_at, e.checker)}</span> : <span className="muted">{say('unchecked')}</span>),
    ...(e.decided_at ? [row('decided', by(e.decided_at, e.decider))] : []),
    ...(e.ground ? [row('ground', word('ground', e.ground))] : []),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}

/** The customer, of whom nothing is revealed once the data are kept by law only, or gone. */
function Customer({ of: { customer, customer_id, status, decided_at } }: { of: Erasure }) {
  const say = useSay()
  return (
    <span>
      {customer?.name ? <MaskedCustomer of={{ ...customer, ...(status === 'restricted' && { restricted_at: decided_at }) }} /> : <span className="muted">{say('hidden')}</span>}
      {' · '}<Link className="in-text" to={`/erasures?customer_id=${customer_id}`}>{say('others')}</Link>
    </span>
  )
}
