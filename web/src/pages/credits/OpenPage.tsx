import { Button, Card } from 'antd'
import { useState } from 'react'
import { useUnits, type Customer } from '../../api/books'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { PageHead } from '../../parts/PageHead'
import { UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { FindCustomer } from '../complaints/FindCustomer'
import { OpenForm } from './OpenForm'

const useSay = speech({
  title: ['开立授信账户', '開立授信帳戶', 'Open a credit account'],
  unit: ['单位', '單位', 'Unit'],
  customer: ['客户', '客戶', 'Customer'],
  change: ['换一位客户', '換一位客戶', 'Another customer'],
})

/** An account is opened for a customer of a unit: who it is comes first, then whose customer that is. */
export function Page() {
  const say = useSay()
  const { data: units } = useUnits()
  const [chosen, choose] = useState<string>()
  const [customer, setCustomer] = useState<Customer>()
  const running = units?.items.filter((u) => u.profile) ?? []
  const unit = chosen ?? (running.length === 1 ? running[0]!.id : customer?.unit)
  return (
    <div className="page" style={{ maxWidth: 760 }}>
      <PageHead title={say('title')} />
      <div className="stack">
        <Card size="small" title={<h2>{say('unit')}</h2>}><UnitSelect withProfile label={say('unit')} value={unit} onChange={choose} /></Card>
        <Card size="small" title={<h2>{say('customer')}</h2>}>
          {customer
            ? <div className="line"><MaskedCustomer of={customer} /><span style={{ flex: 1 }} /><Button onClick={() => setCustomer(undefined)}>{say('change')}</Button></div>
            : <FindCustomer unit={unit} onChosen={setCustomer} />}
        </Card>
        {customer && unit && <OpenForm key={customer.id} unit={unit} customer={customer} />}
      </div>
    </div>
  )
}
