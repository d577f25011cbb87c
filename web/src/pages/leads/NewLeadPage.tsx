import { useState } from 'react'
import type { Customer } from '../../api/books'
import { Opening, useOpening, WhoCard } from '../../parts/Opening'
import { speech } from '../../words'
import { LeadForm } from './LeadForm'

const useSay = speech({
  title: ['登记线索', '登記線索', 'Enter a lead'],
  who: ['客户', '客戶', 'Customer'],
  denied: ['您的岗位不能登记此单位的线索', '您的崗位不能登記此單位的線索', 'Your roles don’t enter leads of this unit'],
  deniedWay: ['请换一个单位，或请该单位的销售顾问登记。', '請換一個單位，或請該單位的銷售顧問登記。', 'Choose another unit, or ask a sales consultant there.'],
})

/** Who called, came or was introduced comes first, then where from, and who follows it. */
export function Page() {
  const say = useSay()
  const [customer, setCustomer] = useState<Customer>()
  const opening = useOpening('lead', customer)
  const { unit, policy } = opening
  return (
    <Opening of={opening} title={say('title')} denied={say('denied')} way={say('deniedWay')}>
      <WhoCard title={say('who')} unit={unit} value={customer} onChange={setCustomer} />
      {customer && unit && policy && <LeadForm key={`${customer.id} ${unit}`} unit={unit} customer={customer} policy={policy} />}
    </Opening>
  )
}
