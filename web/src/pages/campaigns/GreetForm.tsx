import { Skeleton } from 'antd'
import { ActionForm } from '../../actions/ActionForm'
import { greetForm } from '../../actions/forms'
import type { Greeting, Obligation } from '../../api/books'
import { useGet } from '../../api/query'
import { CustomerOf } from '../../parts/MaskedCustomer'
import { ProblemNote } from '../../parts/ProblemNote'
import { houseZone } from '../../parts/time'
import { speech } from '../../words'
import { outcomes } from './states'

const useSay = speech({
  waits: ['本次活动的礼品尚未批准，批准后才能登记礼品。', '本次活動的禮品尚未批准，批准後才能登記禮品。', 'The gifts of this campaign aren’t approved yet: none can be entered before.'],
  record: ['登记结果', '登記結果', 'Enter the result'],
})

interface Props {
  of: Greeting
  unit: string
  /** The gifts of the campaign are approved. */
  approved: boolean
  onDone: () => void
}

/** GreetForm says what came of greeting one customer, whose name and number stand above it: in full to whoever says what for. */
export function GreetForm({ of: g, unit, approved, onDone }: Props) {
  const say = useSay()
  return (
    <div className="stack">
      <CustomerOf id={g.customer_id} />
      {g.gifts.length > 0 && !approved && <p className="muted said">{say('waits')}</p>}
      <ActionForm form={greetForm} action="greet" label={say('record')} ids={{ id: g.id }} start={{ outcome: 'greeted', means: g.means[0] }}
        about={{ unit, kind: 'campaign', zone: houseZone, choices: { outcome: [...outcomes], means: g.means, gift: approved ? g.gifts : [] } }} onDone={onDone} onCancel={onDone} />
    </div>
  )
}

/** GreetTodo is the same for a to-do, of which the campaign knows how the customer is greeted. */
export function GreetTodo({ of: o, onDone }: { of: Obligation; onDone: () => void }) {
  const campaign = useGet('/campaigns/{id}', { path: { id: o.case } })
  const found = useGet('/campaigns/{id}/greetings', { path: { id: o.case }, query: { customer_id: o.item } })
  const greeting = found.data?.items.find((g) => g.id === o.id)
  const error = campaign.error ?? found.error
  if (error) return <ProblemNote error={error} retry={() => { void campaign.refetch(); void found.refetch() }} />
  if (!greeting || !campaign.data) return <Skeleton active />
  return <GreetForm of={greeting} unit={o.unit} approved={Boolean(campaign.data.approved_at)} onDone={onDone} />
}
