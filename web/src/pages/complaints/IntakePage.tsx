import { Alert, Card, Checkbox, Skeleton } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useMe, useUnits, type Customer } from '../../api/books'
import { useGet, type Answer } from '../../api/query'
import { PageHead } from '../../parts/PageHead'
import { UnitSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { Chosen } from './Chosen'
import { FindCustomer } from './FindCustomer'
import { IntakeDone, type Opened } from './IntakeDone'
import { IntakeForm } from './IntakeForm'
import { preset } from './preset'

const useSay = speech({
  title: ['登记投诉', '登記投訴', 'New complaint'],
  unit: ['单位', '單位', 'Unit'],
  who: ['谁投诉', '誰投訴', 'Who complains'],
  what: ['投诉什么', '投訴什麼', 'What about'],
  anonymous: ['匿名投诉', '匿名投訴', 'The complainant stays unnamed'],
  code: ['登记后会显示查询码，请交给投诉人。', '登記後會顯示查詢碼，請交給投訴人。', 'Once registered, a follow-up code is shown: give it to the complainant.'],
  pick: ['请先选择单位', '請先選擇單位', 'Choose the unit first'],
  denied: ['您的岗位不能登记此单位的投诉', '您的崗位不能登記此單位的投訴', 'Your roles don’t take complaints of this unit'],
  deniedWay: ['请换一个单位，或请该单位的受理人登记。', '請換一個單位，或請該單位的受理人登記。', 'Choose another unit, or ask whoever takes complaints there.'],
})

/** Intake of a complaint: who complains, then what about. Nothing that was typed is lost to a refusal. */
export function Page() {
  const [turn, next] = useState(0)
  const [done, finish] = useState<Opened>()
  const [search] = useSearchParams()
  const asked = search.get('customer') ?? ''
  const given = useGet('/customers/{id}', { path: { id: asked } }, { enabled: asked !== '' })
  const units = useUnits()
  const me = useMe()
  if (done) return <IntakeDone of={done} onNext={() => { finish(undefined); next(turn + 1) }} />
  if ((asked && !given.data && !given.error) || !units.data || !me.data) return <div className="page"><ProblemNote error={units.error ?? me.error} /><Skeleton active /></div>
  const start = turn === 0 ? given.data : undefined
  return <Intake key={turn} start={start} lost={turn === 0 ? given.error : undefined} unit={preset(units.data.items, me.data.roles, start?.unit)} onDone={finish} />
}

interface Props {
  start: Customer | undefined
  /** Why the customer of the address can't be taken. */
  lost: unknown
  unit: string | undefined
  onDone: (opened: Opened) => void
}

function Intake({ start, lost, unit: first, onDone }: Props) {
  const say = useSay()
  const [unit, setUnit] = useState(first)
  const [customer, choose] = useState(start)
  const [vehicle, setVehicle] = useState(only(start))
  const [unnamed, setUnnamed] = useState(false)
  const choices = useGet('/choices', { query: { unit: unit ?? '', kind: 'complaint' } }, { enabled: Boolean(unit) })
  const before = useGet('/complaints', { query: { customer_id: customer?.id, limit: 50 } }, { enabled: Boolean(customer) })
  const running = useGet('/complaints', { query: { customer_id: customer?.id, running: true, limit: 20 } }, { enabled: Boolean(customer) })
  const policy = unit ? choices.data : undefined
  const anonymous = unnamed && Boolean(policy?.anonymous)
  const pick = (c: Customer) => {
    choose(c)
    setVehicle(only(c))
  }
  return (
    <div className="page intake">
      <PageHead title={say('title')}><UnitSelect label={say('unit')} value={unit} onChange={setUnit} withProfile /></PageHead>
      <ProblemNote error={choices.error} retry={() => void choices.refetch()} />
      <ProblemNote error={lost} />
      {policy?.allowed === false && <Alert type="warning" showIcon role="alert" title={say('denied')} description={say('deniedWay')} style={{ marginBottom: 12 }} />}
      <div className="stack">
        <Card size="small" title={<h2 className="card-title">{say('who')}</h2>}
          extra={policy?.anonymous && <Checkbox checked={unnamed} onChange={(e) => setUnnamed(e.target.checked)}>{say('anonymous')}</Checkbox>}>
          {!anonymous && (customer
            ? <Chosen customer={customer} vehicle={vehicle} running={running.isPlaceholderData ? [] : (running.data?.items ?? [])} onVehicle={setVehicle} onChange={() => choose(undefined)} />
            : <FindCustomer unit={unit} onChosen={pick} />)}
          {anonymous && <span className="muted">{say('code')}</span>}
        </Card>
        <Card size="small" title={<h2 className="card-title">{say('what')}</h2>}>
          {unit ? <IntakeForm
            unit={unit} channels={channels(policy)} customer={anonymous ? undefined : customer} vehicle={vehicle} anonymous={anonymous}
            before={before.isPlaceholderData ? [] : (before.data?.items ?? [])} onDone={onDone} /> : <span className="muted">{say('pick')}</span>}
        </Card>
      </div>
    </div>
  )
}

const only = (c: Customer | undefined) => (c?.vehicles.length === 1 ? c.vehicles[0]!.id : undefined)

const channels = (policy: Answer<'/choices'> | undefined) => policy?.choices.channel ?? []
