import { useState } from 'react'
import type { Customer } from '../../api/books'
import { Opening, useOpening, WhoCard } from '../../parts/Opening'
import { speech } from '../../words'
import { PlanForm } from './PlanForm'

const useSay = speech({
  title: ['登记回访', '登記回訪', 'Plan a visit'],
  who: ['回访谁', '回訪誰', 'Who is to be visited'],
  denied: ['您的岗位不能登记此单位的回访', '您的崗位不能登記此單位的回訪', 'Your roles don’t plan visits of this unit'],
  deniedWay: ['请换一个单位，或请该单位负责回访的人登记。', '請換一個單位，或請該單位負責回訪的人登記。', 'Choose another unit, or ask whoever plans visits there.'],
})

/** A visit planned by hand: whose event it was comes first, then the event, or the standing cycle that begins. */
export function Page() {
  const say = useSay()
  const [customer, setCustomer] = useState<Customer>()
  const opening = useOpening('returnvisit', customer)
  const { unit, policy } = opening
  return (
    <Opening of={opening} title={say('title')} denied={say('denied')} way={say('deniedWay')}>
      <WhoCard title={say('who')} unit={unit} value={customer} onChange={setCustomer} />
      {customer && unit && policy && <PlanForm key={`${customer.id} ${unit}`} unit={unit} customer={customer} policy={policy} />}
    </Opening>
  )
}
