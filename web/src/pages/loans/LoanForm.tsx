import { App, Button, Card, Checkbox, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAttempt } from '../../actions/attempt'
import type { Customer, Loan } from '../../api/books'
import { isProblem } from '../../api/problem'
import type { Answer } from '../../api/query'
import { MaskedCustomer } from '../../parts/MaskedCustomer'
import { ProblemNote } from '../../parts/ProblemNote'
import { fromWall, houseZone } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { FindCustomer } from '../complaints/FindCustomer'
import { namedBy, naming, ways, type Named } from './states'

const useSay = speech({
  what: ['申请内容', '申請內容', 'The request'],
  record: ['档案种类', '檔案種類', 'Kind of record'],
  purpose: ['用途', '用途', 'What for'],
  by: ['哪一份', '哪一份', 'Which one'],
  case: ['案件编号', '案件編號', 'Number of the case'],
  caseHelp: ['例如 EAST-A2026-00001；可以是其他单位的档案。', '例如 EAST-A2026-00001；可以是其他單位的檔案。', 'Such as EAST-A2026-00001; it may be another unit’s.'],
  customer: ['客户', '客戶', 'Customer'],
  paper: ['纸质编号', '紙本編號', 'Number of the paper'],
  paperHelp: ['字母、数字、- / 和点；不要填写个人号码。', '字母、數字、- / 和點；不要填寫個人號碼。', 'Letters, digits, - / and points; no number of a person.'],
  change: ['换一位客户', '換一位客戶', 'Another customer'],
  outside: ['供公司以外的人使用', '供公司以外的人使用', 'For somebody outside the company'],
  reason: ['为何需要', '為何需要', 'Why you need it'],
  reasonHelp: ['供审批人参考，加密保存。', '供審批人參考，加密保存。', 'For whoever approves it; kept sealed.'],
  before: ['此事发生在更早的时候', '此事發生在更早的時候', 'It was asked for earlier'],
  occurred_at: ['申请时间', '申請時間', 'When that was'],
  go: ['提交申请', '提交申請', 'Ask for it'],
  asked: ['已提交，等待审批', '已提交，等待審批', 'Asked for; it waits for approval'],
  need: ['请填写', '請填寫', 'Please fill this in'],
  pick: ['请先找到客户', '請先找到客戶', 'Find the customer first'],
})

interface Typed { record: string; purpose: string; by: Named; case?: string; paper?: string; outside?: boolean; reason: string; occurred_at?: string }

interface Props {
  unit: string
  policy: Answer<'/choices'>
  start: { case?: string; record?: string }
}

/** LoanForm says which record is asked for, what for and why; who approves it, the policy says. */
export function LoanForm({ unit, policy, start }: Props) {
  const say = useSay()
  const { word } = useWords()
  const { message } = App.useApp()
  const go = useNavigate()
  const [form] = Form.useForm<Typed>()
  const [late, setLate] = useState(false)
  const [customer, setCustomer] = useState<Customer>()
  const { attempt, busy, error } = useAttempt<Loan>()
  const records = policy.choices.record ?? []
  const first = start.record && records.includes(start.record) ? start.record : undefined
  const [record, by] = [Form.useWatch('record', form) ?? first, Form.useWatch('by', form) ?? namedBy(first)]
  const purposes = policy.choices[`purpose.${record}`] ?? []
  const submit = async (v: Typed) => {
    const opened = await attempt('/loans', {
      record: v.record, purpose: v.purpose, reason: v.reason, ...naming(v.by, { ...v, customer: customer?.id }, unit), ...(v.outside && { outside: true }),
      ...(late && v.occurred_at && { occurred_at: fromWall(v.occurred_at, houseZone) }),
    })
    if (!opened) return
    void message.success(say('asked'))
    void go(`/loans/${opened.id}`)
  }
  const item = (name: keyof Typed, need = false, help?: string) => {
    const wrong = isProblem(error) ? error.field(name) : undefined
    return { name, label: say(name as 'record'), rules: need ? [{ required: true, message: say('need') }] : [], validateStatus: wrong ? ('error' as const) : undefined, extra: wrong ?? help }
  }
  // Another kind of record is asked for to other ends, and is named another way.
  const changed = (v: Partial<Typed>) => v.record && form.setFieldsValue({ purpose: undefined, by: namedBy(v.record) })
  return (
    <Card size="small" title={<h2>{say('what')}</h2>}>
      <Form form={form} layout="vertical" initialValues={{ record: first, by: namedBy(first), case: start.case }} onValuesChange={changed} onFinish={(v) => void submit(v)} scrollToFirstError>
        <Form.Item {...item('record', true)}><Radio.Group aria-label={say('record')} options={records.map((r) => ({ value: r, label: word('record', r) }))} /></Form.Item>
        {record && <Form.Item {...item('purpose', true)}><Radio.Group aria-label={say('purpose')} options={purposes.map((p) => ({ value: p, label: word('purpose', p) }))} /></Form.Item>}
        <Form.Item {...item('by', true)}><Radio.Group aria-label={say('by')} options={ways.map((w) => ({ value: w, label: say(w) }))} /></Form.Item>
        {by === 'case' && <Form.Item {...item('case', true, say('caseHelp'))}><Input maxLength={64} autoComplete="off" className="moment" /></Form.Item>}
        {by === 'paper' && <Form.Item {...item('paper', true, say('paperHelp'))}><Input maxLength={40} autoComplete="off" className="moment" /></Form.Item>}
        <Form.Item name="outside" valuePropName="checked"><Checkbox>{say('outside')}</Checkbox></Form.Item>
        <Form.Item {...item('reason', true, say('reasonHelp'))}><Input.TextArea rows={3} maxLength={2000} /></Form.Item>
        <Form.Item><Checkbox checked={late} onChange={(e) => setLate(e.target.checked)}>{say('before')}</Checkbox></Form.Item>
        {late && <Form.Item {...item('occurred_at', true)}><Input type="datetime-local" className="moment" /></Form.Item>}
      </Form>
      {by === 'customer' && (
        <div className="asked-customer">
          {customer
            ? <div className="line"><MaskedCustomer of={customer} /><Button onClick={() => setCustomer(undefined)}>{say('change')}</Button></div>
            : <FindCustomer unit={unit} onChosen={setCustomer} />}
        </div>
      )}
      <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? () => form.submit() : undefined} />
      <Button type="primary" loading={busy} disabled={by === 'customer' && !customer} title={by === 'customer' && !customer ? say('pick') : undefined} onClick={() => form.submit()}>{say('go')}</Button>
    </Card>
  )
}
