import { Alert, Button, Card } from 'antd'
import { useState } from 'react'
import { useMe, useUnits, type Customer } from '../../api/books'
import { useGet } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { PageHead } from '../../parts/PageHead'
import { UnitSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { FindCustomer } from '../complaints/FindCustomer'
import { preset } from '../complaints/preset'
import { LeadForm } from './LeadForm'

const useSay = speech({
  title: ['登记线索', '登記線索', 'Enter a lead'],
  unit: ['单位', '單位', 'Unit'],
  who: ['客户', '客戶', 'Customer'],
  change: ['换一位客户', '換一位客戶', 'Another customer'],
  denied: ['您的岗位不能登记此单位的线索', '您的崗位不能登記此單位的線索', 'Your roles don’t enter leads of this unit'],
  deniedWay: ['请换一个单位，或请该单位的销售顾问登记。', '請換一個單位，或請該單位的銷售顧問登記。', 'Choose another unit, or ask a sales consultant there.'],
})

/** Who called, came or was introduced comes first, then where from, and who follows it. */
export function Page() {
  const say = useSay()
  const { data: units } = useUnits()
  const { data: me } = useMe()
  const [chosen, choose] = useState<string>()
  const [customer, setCustomer] = useState<Customer>()
  const unit = chosen ?? preset(units?.items ?? [], me?.roles ?? [], customer?.unit)
  const choices = useGet('/choices', { query: { unit: unit ?? '', kind: 'lead' } }, { enabled: Boolean(unit) })
  const policy = unit && !choices.isPlaceholderData ? choices.data : undefined
  return (
    <div className="page intake">
      <PageHead title={say('title')}><UnitSelect label={say('unit')} value={unit} onChange={choose} withProfile /></PageHead>
      <ProblemNote error={choices.error} retry={() => void choices.refetch()} />
      {policy?.allowed === false && <Alert type="warning" showIcon role="alert" title={<>{say('denied')} <Clause id={policy.clause} /></>} description={say('deniedWay')} />}
      <div className="stack">
        <Card size="small" title={<h2>{say('who')}</h2>}>
          {customer
            ? <div className="line"><MaskedCustomer of={customer} /><Button onClick={() => setCustomer(undefined)}>{say('change')}</Button></div>
            : <FindCustomer unit={unit} onChosen={setCustomer} />}
        </Card>
        {customer && unit && policy && <LeadForm key={`${customer.id} ${unit}`} unit={unit} customer={customer} policy={policy} />}
      </div>
    </div>
  )
}
