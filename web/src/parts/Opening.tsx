import { Alert, Button, Card } from 'antd'
import { useState, type ReactNode } from 'react'
import { useMe, useUnits, type Customer } from '../api/books'
import type { Kind } from '../api/kinds'
import { useGet } from '../api/query'
import { FindCustomer } from '../pages/complaints/FindCustomer'
import { preset } from '../pages/complaints/preset'
import { speech } from '../words'
import { Clause } from './Clause'
import { MaskedCustomer } from './MaskedCustomer'
import { PageHead } from './PageHead'
import { UnitSelect } from './People'
import { ProblemNote } from './ProblemNote'

const useSay = speech({
  unit: ['单位', '單位', 'Unit'],
  change: ['换一位客户', '換一位客戶', 'Another customer'],
})

/** useOpening is where a case begins: at the unit that was chosen, or that nobody needs to choose, and what its policy takes. */
export function useOpening(kind: Kind, customer?: Customer) {
  const { data: units } = useUnits()
  const { data: me } = useMe()
  const [chosen, choose] = useState<string>()
  const unit = chosen ?? preset(units?.items ?? [], me?.roles ?? [], customer?.unit)
  const choices = useGet('/choices', { query: { unit: unit ?? '', kind } }, { enabled: Boolean(unit) })
  return { unit, choose, choices, policy: unit && !choices.isPlaceholderData ? choices.data : undefined, asked: Boolean(units) }
}

interface Props {
  of: ReturnType<typeof useOpening>
  title: string
  /** What whoever may not open such a case is told, and what to do then. */
  denied: string
  way: string
  children: ReactNode
}

/** Opening is the page on which a case begins: the unit stands at its head, and who may not is told so. */
export function Opening({ of: { unit, choose, choices, policy }, title, denied, way, children }: Props) {
  const say = useSay()
  return (
    <div className="page intake">
      <PageHead title={title}><UnitSelect label={say('unit')} value={unit} onChange={choose} withProfile /></PageHead>
      <ProblemNote error={choices.error} retry={() => void choices.refetch()} />
      <div className="stack">
        {policy?.allowed === false && <Alert type="warning" showIcon role="alert" title={<>{denied} <Clause id={policy.clause} /></>} description={way} />}
        {children}
      </div>
    </div>
  )
}

interface Choice {
  title: string
  unit: string | undefined
  value: Customer | undefined
  onChange: (customer: Customer | undefined) => void
  /** Only who is there already. */
  known?: boolean
}

/** WhoCard finds the customer with whom a case begins, and shows who was found. */
export function WhoCard({ title, unit, value, onChange, known }: Choice) {
  const say = useSay()
  return (
    <Card size="small" title={<h2 className="card-title">{title}</h2>}>
      {value
        ? <div className="line"><MaskedCustomer of={value} /><Button onClick={() => onChange(undefined)}>{say('change')}</Button></div>
        : <FindCustomer unit={unit} onChosen={onChange} known={known} />}
    </Card>
  )
}
