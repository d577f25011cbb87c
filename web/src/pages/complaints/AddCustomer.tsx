import { Button, Form, Input } from 'antd'
import { useAttempt } from '../../actions/attempt'
import type { Customer } from '../../api/books'
import { isProblem } from '../../api/problem'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import type { Known } from './find'

const useSay = speech({
  title: ['登记新客户', '登記新客戶', 'New customer'],
  name: ['姓名', '姓名', 'Name'],
  phone: ['电话', '電話', 'Phone'],
  model: ['车型', '車型', 'Car model'],
  plate: ['车牌', '車牌', 'Plate'],
  vin: ['车架号', '車身號碼', 'VIN'],
  need: ['请填写', '請填寫', 'Please fill this in'],
  digits: ['请填写电话号码', '請填寫電話號碼', 'Enter a phone number'],
  go: ['登记并选用', '登記並選用', 'Create and choose'],
  cancel: ['取消', '取消', 'Cancel'],
  unit: ['请先选择单位', '請先選擇單位', 'Choose the unit first'],
})

interface Typed { name: string; phone: string; model?: string; plate?: string; vin?: string }

interface Props {
  unit: string | undefined
  start: Known
  onDone: (customer: Customer) => void
  onCancel: () => void
}

/** AddCustomer creates a customer, with the car if there is one, right where he was looked for. */
export function AddCustomer({ unit, start, onDone, onCancel }: Props) {
  const say = useSay()
  const [form] = Form.useForm<Typed>()
  const { attempt, busy, error } = useAttempt<Customer>()
  const create = async ({ name, phone, model, plate, vin }: Typed) => {
    const vehicles = model ? [{ model, ...(plate && { plate }), ...(vin && { vin }) }] : []
    const created = await attempt('/customers', { unit, name, phone, vehicles })
    if (created) onDone(created)
  }
  const wrong = (field: string) => (isProblem(error) ? error.field(field) : undefined)
  // A plate or a VIN alone is no car: it needs a model.
  const car = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({ required: Boolean(getFieldValue('plate') || getFieldValue('vin')), whitespace: true, message: say('need') })
  const first = start.name ? 'phone' : 'name'
  return (
    <Form form={form} layout="vertical" initialValues={start} onFinish={(v) => void create(v)} aria-label={say('title')} className="inset">
      <h3 className="card-title">{say('title')}</h3>
      <div className="tiles">
        <Form.Item name="name" label={say('name')} rules={[{ required: true, whitespace: true, message: say('need') }]} extra={wrong('name')}><Input autoFocus={first === 'name'} maxLength={100} autoComplete="off" /></Form.Item>
        <Form.Item name="phone" label={say('phone')} rules={[{ required: true, pattern: /^\+?[0-9][0-9 ()-]{4,24}$/, message: say('digits') }]} extra={wrong('phone')}><Input autoFocus={first === 'phone'} type="tel" autoComplete="off" /></Form.Item>
        <Form.Item name="model" label={say('model')} dependencies={['plate', 'vin']} rules={[car]}><Input maxLength={100} autoComplete="off" /></Form.Item>
        <Form.Item name="plate" label={say('plate')}><Input maxLength={20} autoComplete="off" /></Form.Item>
        <Form.Item name="vin" label={say('vin')}><Input maxLength={30} autoComplete="off" /></Form.Item>
      </div>
      <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? () => form.submit() : undefined} />
      <div className="line">
        <Button type="primary" htmlType="submit" loading={busy} disabled={!unit}>{say('go')}</Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
        {!unit && <span className="muted">{say('unit')}</span>}
      </div>
    </Form>
  )
}
