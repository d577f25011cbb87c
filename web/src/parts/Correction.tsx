import { EditOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useAttempt } from '../actions/attempt'
import { fill } from '../api/client'
import { isProblem } from '../api/problem'
import { ProblemNote } from './ProblemNote'
import { speech } from '../words'

const useSay = speech({
  correct: ['更正客户资料', '更正客戶資料', 'Correct the customer'],
  correctCar: ['更正车辆资料', '更正車輛資料', 'Correct the car'],
  about: ['只填写需要更正的项，其余保持不变。', '只填寫需要更正的項，其餘保持不變。', 'Fill in only what is wrong: the rest stays.'],
  name: ['姓名', '姓名', 'Name'], phone: ['电话', '電話', 'Phone'], model: ['车型', '車型', 'Car model'], plate: ['车牌', '車牌', 'Plate'], vin: ['车架号', '車身號碼', 'VIN'],
  reason: ['由谁告知', '由誰告知', 'Who said so'],
  go: ['更正', '更正', 'Correct'],
  nothing: ['请至少填写一项', '請至少填寫一項', 'Fill in one at least'],
})

interface Props {
  customer: string
  /** Of which of the customer's cars; of the customer otherwise. */
  car?: string
}

/** Correction is a button that corrects a customer's name and number, or a car: a plate that came later, a mistyped VIN. */
export function Correction(of: Props) {
  const say = useSay()
  const [open, set] = useState(false)
  const title = say(of.car ? 'correctCar' : 'correct')
  return (
    <>
      <Button size="small" icon={<EditOutlined aria-hidden />} aria-label={title} title={title} onClick={() => set(true)} />
      <Modal open={open} onCancel={() => set(false)} title={title} footer={null} destroyOnHidden><Asking {...of} onDone={() => set(false)} /></Modal>
    </>
  )
}

type Typed = Partial<Record<'name' | 'phone' | 'model' | 'plate' | 'vin' | 'reason', string>>
const longest = { name: 100, phone: 26, model: 100, plate: 20, vin: 30 }

function Asking({ customer, car, onDone }: Props & { onDone: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<Typed>()
  const { attempt, busy, error } = useAttempt()
  const fields = car ? (['model', 'plate', 'vin'] as const) : (['name', 'phone'] as const)
  const send = async (typed: Typed) => {
    const body = Object.fromEntries(Object.entries(typed).map(([field, value]) => [field, value?.trim()]).filter(([, value]) => value))
    const path = car ? fill('/customers/{id}/vehicles/{vehicle}/correct', { id: customer, vehicle: car }) : fill('/customers/{id}/correct', { id: customer })
    if (await attempt(path, body)) onDone()
  }
  const one = { validator: () => (fields.some((f) => (form.getFieldValue(f) as string | undefined)?.trim()) ? Promise.resolve() : Promise.reject(new Error(say('nothing')))) }
  return (
    <Form form={form} layout="vertical" requiredMark={false} validateTrigger="onSubmit" onFinish={(typed: Typed) => void send(typed)}>
      <p className="muted">{say('about')}</p>
      {fields.map((field, at) => (
        <Form.Item key={field} name={field} label={say(field)} rules={at === 0 ? [one] : []} extra={isProblem(error) ? error.field(field) : undefined}>
          <Input autoFocus={at === 0} type={field === 'phone' ? 'tel' : 'text'} maxLength={longest[field]} autoComplete="off" />
        </Form.Item>
      ))}
      <Form.Item name="reason" label={say('reason')}><Input maxLength={500} autoComplete="off" /></Form.Item>
      <ProblemNote error={error} busy={busy} />
      <Button type="primary" htmlType="submit" loading={busy}>{say('go')}</Button>
    </Form>
  )
}
