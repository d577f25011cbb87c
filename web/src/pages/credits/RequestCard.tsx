import { Alert, Button, Card } from 'antd'
import { useState } from 'react'
import { ActionForm } from '../../actions/ActionForm'
import { creditRequests } from '../../actions/forms'
import { useActions } from '../../actions/useActions'
import type { Credit } from '../../api/books'
import type { components } from '../../api/schema'
import { Clause } from '../../parts/Clause'
import { zoneOf } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useMarks } from '../../words/marks'
import { Grounds, useDecided, type CreditRequest } from './Decision'
import { Step } from './Step'

const useSay = speech({
  title: ['申请发货', '申請出貨', 'Ask for goods'],
  another: ['再申请一笔', '再申請一筆', 'Ask for more goods'],
  review: ['申请人工复核', '申請人工複核', 'Ask for a human review'],
  notYours: ['由{{who}}申请。', '由{{who}}申請。', 'Asked for by: {{who}}.'],
  closed: ['此账户现在不接受申请。', '此帳戶現在不接受申請。', 'This account takes no requests now.'],
})

type Done = components['schemas']['CreditDone']

/** RequestCard asks for goods, and shows at once what was decided and why. */
export function RequestCard({ of: c }: { of: Credit }) {
  const say = useSay()
  const { role } = useWords()
  const mark = useMarks()
  const { data } = useActions(c.id)
  const [decided, decide] = useState<CreditRequest>()
  const [round, again] = useState(0)
  const step = data?.items.find((a) => a.action === 'request')
  if (!step) return null
  const asks = (
    <div className="form-line">
      <ActionForm<Done> key={round} form={creditRequests[c.eligibility.eligible ? 'credit' : 'cash']} action="request" ids={{ id: c.id }} start={{ currency: 'CNY' }}
        about={{ unit: c.unit, kind: 'credit', caseId: c.id, zone: zoneOf(c.opened_at), choices: step.choices }} onDone={(answer) => decide(answer.request)} />
    </div>
  )
  const title = <h2>{say('title')} <Clause id={step.clause} /></h2>
  return (
    <Card size="small" title={title}>
      {decided && <Decided of={decided} credit={c} onAgain={() => { decide(undefined); again(round + 1) }} />}
      {!decided && !step.open && <span className="muted">{say('closed')}</span>}
      {!decided && step.open && (step.allowed ? asks : <span className="muted">{say('notYours', { who: (step.roles ?? []).map(role).join(mark('and')) })}</span>)}
    </Card>
  )
}

const tone = (state: string) => (state === 'released' ? 'success' : state === 'waiting' ? 'warning' : 'error')

function Decided({ of: r, credit, onAgain }: { of: CreditRequest; credit: Credit; onAgain: () => void }) {
  const say = useSay()
  const decided = useDecided()
  const [reviewing, review] = useState(false)
  const [asked, ask] = useState(false)
  return (
    <div className="stack">
      <Alert type={tone(r.state)} showIcon role="status" title={<strong>{r.reference} · {r.amount}</strong>} description={decided(r)} />
      <Grounds figures={r.figures} clauses={r.clauses} credit={credit} />
      <div className="line">
        <Button onClick={onAgain}>{say('another')}</Button>
        {r.state !== 'released' && !asked && <Button onClick={() => review(true)}>{say('review')}</Button>}
      </div>
      {reviewing && <Step of={credit} action="ask_review" reference={r.reference} onDone={() => ask(true)} onClose={() => review(false)} />}
    </div>
  )
}
