import { Button, Checkbox, Form, Input, Radio, Select, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useAttempt } from '../../actions/attempt'
import type { ComplaintItem, Customer } from '../../api/books'
import { isProblem } from '../../api/problem'
import type { components } from '../../api/schema'
import { PeopleSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { fromWall, houseZone, wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import type { Opened } from './IntakeDone'

const useSay = speech({
  channel: ['投诉渠道', '投訴管道', 'How it came in'],
  content: ['投诉内容', '投訴內容', 'What the complaint is'],
  contentHelp: ['用客户的原话记录', '用客戶的原話記錄', 'In the customer’s own words'],
  identity: ['投诉人自称身份', '投訴人自稱身分', 'Who the complainant says he is'],
  identityHelp: ['可不填。单独加密，仅制度指定的岗位可读。', '可不填。單獨加密，僅制度指定的崗位可讀。', 'May stay empty. Sealed apart: only the roles that the policy names can read it.'],
  subjects: ['被投诉人（将回避此案）', '被投訴人（將迴避此案）', 'Staff complained about (kept away from the case)'],
  earlier: ['就此前的投诉再次提出', '就此前的投訴再次提出', 'Takes up an earlier complaint again'],
  none: ['否', '否', 'No'],
  before: ['此投诉更早时已提出', '此投訴更早時已提出', 'It came in earlier'],
  when: ['提出时间', '提出時間', 'When it came in'],
  why: ['为何现在才登记', '為何現在才登記', 'Why it is entered only now'],
  need: ['请填写', '請填寫', 'Please fill this in'],
  who: ['请先在上方选择客户', '請先在上方選擇客戶', 'Choose the customer above first'],
  go: ['登记', '登記', 'Register'],
  key: ['Ctrl + Enter', 'Ctrl + Enter', 'Ctrl + Enter'],
})

type Body = components['schemas']['NewComplaint']

interface Typed extends Pick<Body, 'channel' | 'content' | 'subjects' | 'identity' | 'earlier_id' | 'reason'> { when?: string }

interface Props {
  unit: string
  channels: string[]
  customer: Customer | undefined
  vehicle: string | undefined
  anonymous: boolean
  /** Complaints of the customer that this one may take up again. */
  before: ComplaintItem[]
  onDone: (opened: Opened) => void
}

/** IntakeForm is what the complaint is about. It keeps what was typed when customer or unit change. */
export function IntakeForm({ unit, channels, customer, vehicle, anonymous, before, onDone }: Props) {
  const say = useSay()
  const { word } = useWords()
  const [form] = Form.useForm<Typed>()
  const [late, setLate] = useState(false)
  const { attempt, busy, error } = useAttempt<Opened>()
  useChannel(form, channels)
  const channel = useFocus(customer?.id, channels.length > 0)
  const ready = anonymous || Boolean(customer)
  const submit = async ({ when, reason, identity, earlier_id, ...typed }: Typed) => {
    if (!ready || busy) return
    const who = anonymous ? { anonymous, ...(identity && { identity }) } : { customer_id: customer!.id, ...(vehicle && { vehicle_id: vehicle }), ...(earlier_id && { earlier_id }) }
    const body: Body = { unit, ...typed, ...who, ...(late && when && { occurred_at: fromWall(when, houseZone), reason }) }
    const opened = await attempt('/complaints', body)
    if (opened) onDone(opened)
  }
  const wrong = (field: string) => {
    const text = isProblem(error) ? error.field(field) : undefined
    return { extra: text, validateStatus: text ? ('error' as const) : undefined }
  }
  return (
    <Form form={form} layout="vertical" onFinish={(v) => void submit(v)} scrollToFirstError onKeyDown={(e) => { if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) form.submit() }}>
      <Form.Item name="channel" label={say('channel')} rules={[{ required: true, message: say('need') }]} {...wrong('channel')}>
        {channels.length === 0 ? <Skeleton.Input active size="small" /> : <Radio.Group ref={channel} optionType="button" options={channels.map((c) => ({ value: c, label: word('channel', c) }))} />}
      </Form.Item>
      <Form.Item name="content" label={say('content')} rules={[{ required: true, whitespace: true, message: say('need') }]} {...wrong('content')}>
        <Input.TextArea rows={4} maxLength={20000} placeholder={say('contentHelp')} />
      </Form.Item>
      {anonymous && <Form.Item name="identity" label={say('identity')} help={say('identityHelp')} {...wrong('identity')}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>}
      <Form.Item name="subjects" label={say('subjects')} {...wrong('subjects')}><PeopleSelect unit={unit} label={say('subjects')} /></Form.Item>
      {!anonymous && before.length > 0 && (
        <Form.Item name="earlier_id" label={say('earlier')} {...wrong('earlier_id')}>
          <Select allowClear placeholder={say('none')} aria-label={say('earlier')} options={before.map((c) => ({ value: c.id, label: `${c.number} · ${word('status', c.status)} · ${wall(c.opened_at)}` }))} />
        </Form.Item>
      )}
      <Form.Item><Checkbox checked={late} onChange={(e) => setLate(e.target.checked)}>{say('before')}</Checkbox></Form.Item>
      {late && (
        <>
          <Form.Item name="when" label={say('when')} rules={[{ required: true, message: say('need') }]} {...wrong('occurred_at')}><Input type="datetime-local" style={{ maxWidth: 240 }} /></Form.Item>
          <Form.Item name="reason" label={say('why')} rules={[{ required: true, whitespace: true, message: say('need') }]} {...wrong('reason')}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
        </>
      )}
      <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? () => form.submit() : undefined} />
      <div className="line">
        <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={!ready}>{say('go')}</Button>
        <span className="muted">{say(ready ? 'key' : 'who')}</span>
      </div>
    </Form>
  )
}

/** Once the customer is chosen, the hands go on with the first question. */
function useFocus(customer: string | undefined, drawn: boolean) {
  const group = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (customer && drawn) group.current?.querySelector<HTMLInputElement>('input:checked, input')?.focus()
  }, [customer, drawn])
  return group
}

type Channeled = ReturnType<typeof Form.useForm<Typed>>[0]

/** A channel that the unit's policy doesn't know is given up; the only one is chosen. */
function useChannel(form: Channeled, channels: string[]) {
  const list = channels.join()
  useEffect(() => {
    const known = list === '' ? [] : list.split(',')
    if (known.length === 0) return
    const now = form.getFieldValue('channel') as string | undefined
    if (known.length === 1) form.setFieldValue('channel', known[0])
    else if (now && !known.includes(now)) form.resetFields(['channel'])
  }, [form, list])
}
