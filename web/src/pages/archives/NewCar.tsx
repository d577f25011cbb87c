import { Button, Form, Input } from 'antd'
import { useAttempt } from '../../actions/attempt'
import type { Customer } from '../../api/books'
import { isProblem } from '../../api/problem'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'

const useSay = speech({
  model: ['车型', '車型', 'Model'],
  plate: ['车牌（未上牌可空）', '車牌（未上牌可空）', 'Plate (empty while it has none)'],
  vin: ['车架号', '車身號碼', 'VIN'],
  add: ['添加', '新增', 'Add'],
  need: ['请填写', '請填寫', 'Please fill this in'],
})

interface Typed {
  model: string
  plate?: string
  vin?: string
}

/** NewCar adds a car to a customer. */
export function NewCar({ owner, onDone }: { owner: Customer; onDone: (customer: Customer) => void }) {
  const say = useSay()
  const { attempt, busy, error } = useAttempt<Customer>()
  const submit = async ({ model, plate, vin }: Typed) => {
    const customer = await attempt(`/customers/${owner.id}/vehicles`, { model, ...(plate && { plate }), ...(vin && { vin }) })
    if (customer) onDone(customer)
  }
  const item = (name: keyof Typed, most: number) => {
    const wrong = isProblem(error) ? error.field(name) : undefined
    const rules = name === 'model' ? [{ required: true, whitespace: true, message: say('need') }] : []
    return <Form.Item name={name} label={say(name)} rules={rules} validateStatus={wrong ? 'error' : undefined} extra={wrong}><Input autoComplete="off" maxLength={most} /></Form.Item>
  }
  return (
    <Form<Typed> layout="vertical" onFinish={(v) => void submit(v)}>
      {item('model', 100)}
      {item('plate', 20)}
      {item('vin', 30)}
      <ProblemNote error={error} />
      <Button type="primary" htmlType="submit" loading={busy}>{say('add')}</Button>
    </Form>
  )
}
