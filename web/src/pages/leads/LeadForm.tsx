import { App, Button, Card, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAttempt } from '../../actions/attempt'
import type { Customer, Lead } from '../../api/books'
import { isProblem } from '../../api/problem'
import type { Answer } from '../../api/query'
import type { components } from '../../api/schema'
import { PersonSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { fromWall, houseZone } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { flagsOf, traitsOf, type Flag } from './traits'

const useSay = speech({
  title: ['线索', '線索', 'The lead'],
  source: ['来源', '來源', 'Source'],
  class: ['客户类别（可稍后确定）', '客戶類別（可稍後確定）', 'Class of the customer (may be said later)'],
  quality: ['优质来电，值得多次联系', '優質來電，值得多次聯繫', 'A call-in that is worth more calls'],
  key_customer: ['重点客户', '重點客戶', 'Key customer'],
  objection: ['有异议，成交受阻', '有異議，成交受阻', 'Has an objection that stands in the way'],
  on_duty: ['由值班顾问接待，并留下电话', '由值班顧問接待，並留下電話', 'Came to the consultant on duty, and left a number'],
  consultant: ['跟进顾问（不填则为您本人）', '跟進顧問（不填則為您本人）', 'Followed by (yourself, when left empty)'],
  text: ['客户问了什么、说了什么（可不填）', '客戶問了什麼、說了什麼（可不填）', 'What was asked and said, if anything'],
  before: ['此事发生在更早的时候', '此事發生在更早的時候', 'It happened earlier'],
  occurred_at: ['发生时间', '發生時間', 'When that was'],
  reason: ['为何现在才登记', '為何現在才登記', 'Why it is entered only now'],
  go: ['登记线索', '登記線索', 'Enter the lead'],
  entered: ['已登记', '已登記', 'Entered'],
  need: ['请填写', '請填寫', 'Please fill this in'],
})

type Body = components['schemas']['NewLead']
type Typed = Partial<Record<Flag, boolean>> & { source: string; class?: string; consultant?: string; text?: string; occurred_at?: string; reason?: string }

interface Props {
  unit: string
  customer: Customer
  policy: Answer<'/choices'>
}

/** LeadForm says where a customer comes from, what decides how often he is contacted, and who follows him. */
export function LeadForm({ unit, customer, policy }: Props) {
  const say = useSay()
  const { word } = useWords()
  const { message } = App.useApp()
  const go = useNavigate()
  const [form] = Form.useForm<Typed>()
  const [late, setLate] = useState(false)
  const [source, cls] = [Form.useWatch('source', form), Form.useWatch('class', form)]
  const { attempt, busy, error } = useAttempt<Lead>()
  const submit = async (v: Typed) => {
    const body = {
      unit, customer_id: customer.id, ...traitsOf(v.source, v.class, v), ...(v.consultant && { consultant: v.consultant }), ...(v.text && { text: v.text }),
      ...(late && v.occurred_at && { occurred_at: fromWall(v.occurred_at, houseZone), reason: v.reason }),
    } as Body
    const opened = await attempt('/leads', body)
    if (!opened) return
    void message.success(say('entered'))
    void go(`/leads/${opened.id}`)
  }
  const item = (name: Exclude<keyof Typed, Flag>, need = false) => {
    const wrong = isProblem(error) ? error.field(name) : undefined
    return { name, label: say(name), rules: need ? [{ required: true, message: say('need') }] : [], validateStatus: wrong ? ('error' as const) : undefined, extra: wrong }
  }
  const named = (field: 'source' | 'class') => (policy.choices[field] ?? []).map((v) => ({ value: v, label: word(field, v) }))
  return (
    <Card size="small" title={<h2>{say('title')}</h2>}>
      <Form form={form} layout="vertical" onFinish={(v) => void submit(v)} scrollToFirstError>
        <Form.Item {...item('source', true)}><Radio.Group aria-label={say('source')} options={named('source')} /></Form.Item>
        {source === 'visitor' && named('class').length > 0 && <Form.Item {...item('class')}><Select allowClear aria-label={say('class')} options={named('class')} /></Form.Item>}
        {flagsOf(source, source === 'visitor' && Boolean(cls)).map((f) => <Form.Item key={f} name={f} valuePropName="checked"><Checkbox>{say(f)}</Checkbox></Form.Item>)}
        <Form.Item {...item('consultant')}><PersonSelect unit={unit} label={say('consultant')} /></Form.Item>
        <Form.Item {...item('text')}><Input.TextArea rows={3} maxLength={20000} /></Form.Item>
        <Form.Item><Checkbox checked={late} onChange={(e) => setLate(e.target.checked)}>{say('before')}</Checkbox></Form.Item>
        {late && (
          <>
            <Form.Item {...item('occurred_at', true)}><Input type="datetime-local" /></Form.Item>
            <Form.Item {...item('reason', true)}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
          </>
        )}
        <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? () => form.submit() : undefined} />
        <Button type="primary" htmlType="submit" loading={busy}>{say('go')}</Button>
      </Form>
    </Card>
  )
}
