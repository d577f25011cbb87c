import { Alert, App, Button, Card, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useAttempt } from '../../actions/attempt'
import type { Customer, Visit } from '../../api/books'
import { isProblem } from '../../api/problem'
import type { Answer } from '../../api/query'
import type { components } from '../../api/schema'
import { Clause } from '../../parts/Clause'
import { PersonSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { fromWall, houseZone } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  what: ['为何回访', '為何回訪', 'What for'],
  occasion: ['缘由', '緣由', 'After what, or in which cycle'],
  after: ['在此之后', '在此之後', 'Once, after'],
  cycle: ['长期回访', '長期回訪', 'Standing cycle'],
  severity: ['投诉等级', '投訴等級', 'Severity of the complaint'],
  class: ['客户类别', '客戶類別', 'Class of the customer'],
  classHelp: ['仅在制度按客户类别回访时填写。', '僅在制度按客戶類別回訪時填寫。', 'Only where the policy visits classes differently.'],
  before: ['此事发生在更早的时候', '此事發生在更早的時候', 'It happened earlier'],
  occurred_at: ['发生时间', '發生時間', 'When that was'],
  reason: ['为何现在才登记', '為何現在才登記', 'Why it is entered only now'],
  text: ['回访人须知（可不填）', '回訪人須知（可不填）', 'What the visitor should know, if anything'],
  help: ['回访期限从此时起算。', '回訪期限從此時起算。', 'The time to visit runs from then.'],
  reference: ['外部编号（可不填）', '外部編號（可不填）', 'Its number elsewhere, if any'],
  referenceHelp: ['同一编号不会登记第二次。', '同一編號不會登記第二次。', 'The same number isn’t taken twice.'],
  visitor: ['回访人（可稍后指派）', '回訪人（可稍後指派）', 'Who visits (may be said later)'],
  go: ['登记回访', '登記回訪', 'Plan the visit'],
  planned: ['已登记', '已登記', 'Planned'],
  need: ['请填写', '請填寫', 'Please fill this in'],
  choose: ['请选择', '請選擇', 'Choose'],
  exists: ['这件事已有回访。', '這件事已有回訪。', 'There is a visit for this already.'],
  existing: ['打开已有的回访', '開啟已有的回訪', 'Open the one that there is'],
})

type Body = components['schemas']['NewVisit']
interface Typed { occasion: string; severity?: string; class?: string; occurred_at?: string; reference?: string; visitor?: string; reason?: string; text?: string }

interface Props {
  unit: string
  customer: Customer
  policy: Answer<'/choices'>
}

/** PlanForm says after what this customer is visited, or in which standing cycle, and since when. */
export function PlanForm({ unit, customer, policy }: Props) {
  const say = useSay()
  const { word } = useWords()
  const { message } = App.useApp()
  const go = useNavigate()
  const [form] = Form.useForm<Typed>()
  const [late, setLate] = useState(false)
  const occasion = Form.useWatch('occasion', form)
  const { attempt, busy, error } = useAttempt<Visit>()
  const submit = async ({ occasion, occurred_at, ...typed }: Typed) => {
    const [kind, name] = occasion.split(' ') as ['event' | 'cycle', string]
    const body = { unit, customer_id: customer.id, [kind]: name, ...filled(typed), ...(late && occurred_at && { occurred_at: fromWall(occurred_at, houseZone) }) } as Body
    const opened = await attempt('/return-visits', body)
    if (!opened) return
    void message.success(say('planned'))
    void go(`/returnvisits/${opened.id}`)
  }
  const item = (name: keyof Typed, need = false, extra?: string) => {
    const wrong = isProblem(error) ? error.field(name) : undefined
    return { name, label: say(name), rules: need ? [{ required: true, message: say('need') }] : [], validateStatus: wrong ? ('error' as const) : undefined, extra: wrong ?? extra }
  }
  const named = (group: 'event' | 'cycle') => (policy.choices[group] ?? []).map((v) => ({ value: `${group} ${v}`, label: word(group, v) }))
  const occasions = [{ label: say('after'), options: named('event') }, { label: say('cycle'), options: named('cycle') }].filter((g) => g.options.length > 0)
  const grades = (name: 'severity' | 'class') => policy.choices[name]?.map((v) => ({ value: v, label: word(name, v) })) ?? []
  return (
    <Card size="small" title={<h2 className="card-title">{say('what')}</h2>}>
      <Form form={form} layout="vertical" onFinish={(v) => void submit(v)} scrollToFirstError>
        <Form.Item {...item('occasion', true)}><Select aria-label={say('occasion')} placeholder={say('choose')} showSearch={{ optionFilterProp: 'label' }} options={occasions} /></Form.Item>
        {occasion === 'event complaint_handled' && <Form.Item {...item('severity', true)}><Radio.Group aria-label={say('severity')} options={grades('severity')} /></Form.Item>}
        {occasion && occasion !== 'event complaint_handled' && <Form.Item {...item('class', false, say('classHelp'))}><Select allowClear aria-label={say('class')} placeholder={say('choose')} options={grades('class')} /></Form.Item>}
        <Form.Item><Checkbox checked={late} onChange={(e) => setLate(e.target.checked)}>{say('before')}</Checkbox></Form.Item>
        {late && (
          <>
            <Form.Item {...item('occurred_at', true, say('help'))}><Input type="datetime-local" className="moment" /></Form.Item>
            <Form.Item {...item('reason', true)}><Input.TextArea rows={2} maxLength={2000} /></Form.Item>
          </>
        )}
        <Form.Item {...item('visitor')}><PersonSelect unit={unit} label={say('visitor')} /></Form.Item>
        <Form.Item {...item('reference', false, say('referenceHelp'))}><Input maxLength={64} autoComplete="off" className="moment" /></Form.Item>
        <Form.Item {...item('text')}><Input.TextArea rows={2} maxLength={20000} /></Form.Item>
        <Refused error={error} busy={busy} retry={() => form.submit()} />
        <Button type="primary" htmlType="submit" loading={busy}>{say('go')}</Button>
      </Form>
    </Card>
  )
}

/** What was left empty isn't sent. */
const filled = (typed: object) => Object.fromEntries(Object.entries(typed).filter(([, v]) => v))

/** An event has one visit: a second one leads to the one that is there. */
function Refused({ error, busy, retry }: { error: unknown; busy: boolean; retry: () => void }) {
  const say = useSay()
  const other = isProblem(error) && error.code === 'visit_exists' ? error.body.params?.case : undefined
  if (!isProblem(error) || !other) return <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? retry : undefined} />
  return (
    <Alert role="alert" type="warning" showIcon title={<>{say('exists')} <Clause id={error.body.clause} /></>} className="month-head"
      description={<Link to={`/returnvisits/${other}`}>{say('existing')}</Link>} />
  )
}
