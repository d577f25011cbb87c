import { Alert, Card } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { ActionForm } from '../../actions/ActionForm'
import { openings } from '../../actions/forms'
import type { Customer, CustomerVisit } from '../../api/books'
import { useGet } from '../../api/query'
import { Opening, useOpening, WhoCard } from '../../parts/Opening'
import { houseZone } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  title: ['登记拜访', '登記拜訪', 'Plan a visit'],
  who: ['拜访谁', '拜訪誰', 'Whom it is to'],
  what: ['拜访内容', '拜訪內容', 'The visit'],
  by: ['按月计划 {{number}} 第 {{line}} 行', '按月計劃 {{number}} 第 {{line}} 行', 'By the plan {{number}}, line {{line}}'],
  byWhy: ['拜访算入该计划的完成数。', '拜訪算入該計劃的完成數。', 'It counts as made by that plan.'],
  alone: ['改为单独登记', '改為單獨登記', 'Plan it on its own instead'],
  denied: ['您的岗位不能登记此单位的拜访', '您的崗位不能登記此單位的拜訪', 'Your roles plan no visits of this unit'],
  way: ['请换一个单位，或请该单位负责拜访的人登记。', '請換一個單位，或請該單位負責拜訪的人登記。', 'Choose another unit, or ask whoever visits customers there.'],
})

/** A visit that somebody plans: whom it is to comes first, then what for. A line of a month's plan may lead here, which says what for already. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const [search] = useSearchParams()
  const [planned, line] = [search.get('plan') ?? undefined, Number(search.get('line')) || undefined]
  const plan = useGet('/visit-plans/{id}', { path: { id: planned ?? '' } }, { enabled: Boolean(planned && line) }).data
  const of = plan?.plan.find((l) => l.line === line)
  const [found, setCustomer] = useState<Customer>()
  const named = useGet('/customers/{id}', { path: { id: of?.customer_id ?? '' } }, { enabled: Boolean(of?.customer_id) }).data
  const customer = found ?? named
  const opening = useOpening('visit', customer)
  const { unit, policy } = opening
  const fixed = { unit, customer_id: customer?.id, ...(plan && of && { plan: plan.id, line, visitor: plan.person }) }
  return (
    <Opening of={opening} title={say('title')} denied={say('denied')} way={say('way')}>
      {plan && of && <Alert type="info" showIcon role="status" title={say('by', { number: plan.number, line: of.line })} description={<>{say('byWhy')} <Link className="in-text" to="/visits/new">{say('alone')}</Link></>} />}
      <WhoCard title={say('who')} unit={unit} value={customer} onChange={setCustomer} />
      {customer && unit && policy?.allowed && !(planned && !plan) && (
        <Card size="small" title={<h2 className="card-title">{say('what')}</h2>}>
          <ActionForm<CustomerVisit> key={`${customer.id} ${unit} ${of?.line ?? ''}`} form={of ? byPlan : openings.visit} action="open" label={say('title')} ids={{}} fixed={fixed}
            start={{ ...(of ? { purpose: of.purpose, object: of.object } : only(policy.choices)), ...(policy.choices.way?.length === 1 && { way: policy.choices.way[0] }) }}
            about={{ unit, kind: 'visit', customer: customer.id, zone: houseZone, choices: policy.choices }} onDone={(v) => void go(`/visits/${v.id}`)} />
        </Card>
      )}
    </Opening>
  )
}

// Who visits, the plan says.
const byPlan = { ...openings.visit, fields: openings.visit.fields.filter((f) => f.name !== 'visitor') }

/** What there is no choice about is chosen. */
const only = (choices: Record<string, string[]>) => Object.fromEntries(['purpose', 'object'].flatMap((name) => (choices[name]?.length === 1 ? [[name, choices[name][0]]] : [])))
