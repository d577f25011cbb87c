import { Alert, Button, Drawer, Spin } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { ActionForm } from '../../actions/ActionForm'
import { forms } from '../../actions/forms'
import { useActions } from '../../actions/useActions'
import type { Obligation } from '../../api/books'
import { caseOf, type Kind } from '../../api/kinds'
import { useGet } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { ProblemNote } from '../../parts/ProblemNote'
import { zoneOf } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const GreetTodo = lazy(async () => ({ default: (await import('../campaigns/GreetForm')).GreetTodo }))

const useSay = speech({
  other: ['此事由他人的操作了结', '此事由他人的操作了結', 'Somebody else’s step settles this'],
  otherWay: ['请打开案件查看谁可以进行下一步。', '請開啟案件檢視誰可以進行下一步。', 'Open the case to see who may take the next step.'],
  notNow: ['现在还不能进行此步骤', '現在還不能進行此步驟', 'This step isn’t open yet'],
  all: ['客户逐一问候', '客戶逐一問候', 'The customers are greeted one by one'],
  allWay: ['最后一位登记后，本项自动了结。', '最後一位登記後，本項自動了結。', 'With the result of the last one this is settled.'],
  open: ['打开案件', '開啟案件', 'Open the case'],
})

interface Props {
  todo: Obligation | undefined
  onClose: () => void
  onElsewhere: (path: string) => void
}

/** DoDrawer shows the form of the action that keeps a to-do, right where the to-do stands. */
export function DoDrawer({ todo, onClose, onElsewhere }: Props) {
  const { word } = useWords()
  return (
    <Drawer open={Boolean(todo)} onClose={onClose} size={640} destroyOnHidden title={todo && <>{todo.number} · {word('duty', todo.duty)} <Clause id={todo.clause} /></>}>
      {todo && (greeting(todo) ? <Greets todo={todo} onClose={onClose} onElsewhere={onElsewhere} /> : <Do todo={todo} onClose={onClose} onElsewhere={onElsewhere} />)}
    </Drawer>
  )
}

const greeting = (todo: Obligation) => todo.kind === 'campaign' && todo.duty === 'greet'

/** Greets enters what came of greeting one customer; of all of them it leads to the list. */
function Greets({ todo, onClose, onElsewhere }: Props & { todo: Obligation }) {
  const say = useSay()
  if (todo.item && !/^\d+$/.test(todo.item)) return <Suspense fallback={<Spin />}><GreetTodo of={todo} onDone={onClose} /></Suspense>
  return <Alert type="info" showIcon title={say('all')} description={say('allWay')} action={<Button onClick={() => onElsewhere(`/campaigns/${todo.case}`)}>{say('open')}</Button>} />
}

function Do({ todo, onClose, onElsewhere }: Props & { todo: Obligation }) {
  const say = useSay()
  const kind = todo.kind ?? ''
  const of = useGet(caseOf[kind as Kind], { path: { id: todo.case } })
  const actions = useActions(todo.case)
  const [began, begin] = useState(false)
  if (of.isPending || actions.isPending) return <Spin />
  if (!of.data || !actions.data) return <ProblemNote error={of.error ?? actions.error} retry={() => { void of.refetch(); void actions.refetch() }} />
  const form = forms[kind]?.[todo.action]
  const step = actions.data.items.find((a) => a.action === todo.action)
  const ready = Boolean(form && step?.open && step.allowed)
  if (ready && !began) begin(true)
  // A form that was begun stays, with what was typed; the service says why it is too late.
  if (!form || !(ready || began)) {
    return (
      <Alert type="info" showIcon title={say(step?.open ? 'other' : 'notNow')} description={say('otherWay')}
        action={<Button onClick={() => onElsewhere(`/${kind}s/${todo.case}`)}>{say('open')}</Button>} />
    )
  }
  return (
    <ActionForm form={form} action={todo.action} ids={{ id: todo.case }} seq={of.data.seq} start={startOf(todo)}
      about={{ unit: todo.unit, kind, caseId: todo.case, file: 'file' in of.data ? of.data.file : undefined, zone: zoneOf(todo.due_at), choices: step?.choices, actions: actions.data.items.map((a) => a.action) }}
      onDone={onClose} onCancel={onClose} />
  )
}

/** What the form begins with: which one is owed, under the name that its action has for it. */
function startOf({ kind, duty, item }: Obligation): Record<string, unknown> | undefined {
  if (!item) return undefined
  if (kind !== 'credit') return { item }
  return duty === 'prove_balance' ? { year: Number(item) } : { reference: item }
}
