import { Alert, App, Button, Checkbox, Form as Antd, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { fill } from '../api/client'
import { isProblem } from '../api/problem'
import { ProblemNote } from '../parts/ProblemNote'
import { fromWall } from '../parts/time'
import { speech } from '../words'
import { useWords } from '../words/house'
import { useAttempt } from './attempt'
import { Changed } from './Changed'
import type { Field, Form } from './fields'
import { FieldInput, useFieldWords, type About } from './FieldInput'
import { useVersion } from './useVersion'

const useSay = speech({
  send: ['提交', '提交', 'Send'],
  cancel: ['取消', '取消', 'Cancel'],
  back: ['返回', '返回', 'Back'],
  done: ['已记录', '已記錄', 'Recorded'],
  earlier: ['此事发生在更早的时候', '此事發生在更早的時候', 'It happened earlier'],
  when: ['发生时间', '發生時間', 'When it happened'],
  why: ['为何现在才登记', '為何現在才登記', 'Why it is entered only now'],
  need: ['请填写', '請填寫', 'Please fill this in'],
  onward: ['现在基于最新版本。请核对所填内容后提交。', '現在基於最新版本。請核對所填內容後提交。', 'You go on from the latest now. Look over what you typed, then send it.'],
  final: ['此步骤无法撤回。', '此步驟無法撤回。', 'Nobody can take this back.'],
  nothing: ['此步骤无须填写内容。', '此步驟無須填寫內容。', 'This step asks for nothing more.'],
})

interface Props<T> {
  form: Form
  /** The name of the action, which is also the word on its button. */
  action: string
  /** What its button says instead. */
  label?: string
  ids: Record<string, string>
  /** The version that the reader saw when the form was opened; a later one counts once he has read what happened since. */
  seq?: number
  about: About
  start?: Record<string, unknown>
  /** What the body says beside what is filled in. */
  fixed?: Record<string, unknown>
  /** What stands above the button unless the form is just being sent. */
  note?: ReactNode
  onDone: (answer: T) => void
  onCancel?: () => void
}

/** ActionForm fills in the body of one action, sends it, and shows why it was refused; what was typed stays. */
export function ActionForm<T>({ form, action, label, ids, seq, about, start, fixed, note, onDone, onCancel }: Props<T>) {
  const say = useSay()
  const { word } = useWords()
  const { message } = App.useApp()
  const { attempt, busy, error, forget } = useAttempt<T>()
  const { seen, moved, changed, accept } = useVersion(seq, error)
  const [antd] = Antd.useForm<Record<string, unknown>>()
  const values = { ...start, ...(Antd.useWatch([], antd) ?? {}) } as Record<string, unknown>
  const [earlier, setEarlier] = useState(false)
  const refused = useRefused(error)
  const name = label ?? (word('action', action) || say('send'))
  // Two buttons of one name would leave it open which of them cancels the case.
  const leave = name === say('cancel') || action === 'cancel' ? say('back') : say('cancel')
  const shown = form.fields.filter((f) => offered(f, about) && (f.when?.(values, about.choices ?? {}) ?? true) && (!f.after || refused.includes(f.after)))
  const submit = async (typed: Record<string, unknown>) => {
    const answer = await attempt(fill(form.path, ids), { ...fixed, ...body(typed, shown, earlier, about.zone) }, seen)
    if (answer === undefined) return
    void message.success(say('done'))
    onDone(answer)
  }
  return (
    <Antd form={antd} name={action} layout="vertical" initialValues={start} onFinish={(v: Record<string, unknown>) => void submit(v)} scrollToFirstError>
      {shown.length === 0 && <p className="muted">{say('nothing')}</p>}
      {shown.map((f) => <Item key={f.name} field={f} about={about} error={error} />)}
      {form.dated && (
        <Antd.Item><Checkbox checked={earlier} onChange={(e) => setEarlier(e.target.checked)}>{say('earlier')}</Checkbox></Antd.Item>
      )}
      {earlier && (
        <>
          <Antd.Item name="occurred_at" label={say('when')} rules={[{ required: true, message: say('need') }]}><Input type="datetime-local" /></Antd.Item>
          {!shown.some((f) => f.name === 'reason') && (
            <Antd.Item name="reason" label={say('why')} rules={[{ required: true, whitespace: true, message: say('need') }]}><Input.TextArea rows={2} maxLength={2000} /></Antd.Item>
          )}
        </>
      )}
      {changed
        ? <Changed problem={changed} seen={seen ?? 0} about={about} onAccept={() => { accept(); forget() }} />
        : <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? () => antd.submit() : undefined} />}
      {form.final && <Alert type="warning" showIcon title={say('final')} style={{ marginBottom: 12 }} />}
      {!busy && note}
      {moved && !changed && <Alert type="info" showIcon title={say('onward')} style={{ marginBottom: 12 }} role="status" />}
      <div className="line">
        <Button type="primary" htmlType="submit" loading={busy} disabled={Boolean(changed)}>{name}</Button>
        {onCancel && <Button onClick={onCancel}>{leave}</Button>}
      </div>
    </Antd>
  )
}

/** useRefused are the codes with which the form was refused since it was opened: sending it again doesn't take back what they brought. */
function useRefused(error: unknown): string[] {
  const [codes, keep] = useState<string[]>([])
  if (isProblem(error) && !codes.includes(error.code)) keep([...codes, error.code])
  return codes
}

function Item({ field, about, error }: { field: Field; about: About; error: unknown }) {
  const say = useSay()
  const label = useFieldWords()
  const wrong = isProblem(error) ? error.field(field.name) : undefined
  const yes = field.as === 'yes'
  return (
    <Antd.Item
      name={field.name} label={yes ? undefined : label(field.says ?? field.name)} valuePropName={yes ? 'checked' : 'value'}
      rules={field.need ? [{ required: true, message: say('need') }] : []}
      validateStatus={wrong ? 'error' : undefined} extra={wrong ?? (field.help && label(field.help))}
    >
      <FieldInput field={field} about={about} label={label(field.says ?? field.name)} />
    </Antd.Item>
  )
}

/** A choice that the policy doesn't give isn't asked for, nor what belongs to an action that it doesn't know. */
const offered = (f: Field, about: About) => !(f.where && about.actions && !about.actions.includes(f.where)) && !(f.as === 'choice' || f.as === 'choices') || (about.choices?.[f.name]?.length ?? 0) > 0

function body(typed: Record<string, unknown>, shown: Field[], earlier: boolean, zone: string): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const f of shown) {
    const v = typed[f.name]
    if (v === undefined || v === '' || v === null || (Array.isArray(v) && v.length === 0 && !f.need)) continue
    out[f.name] = f.as === 'number' || f.name === 'copy' ? Number(v) : f.as === 'moment' ? fromWall(String(v), zone) : v
  }
  if (shown.some((f) => f.name === 'data_true')) out.data_true = typed.data_true === true
  if (earlier) {
    out.occurred_at = fromWall(String(typed.occurred_at), zone)
    out.reason ??= typed.reason
  }
  return out
}
