import { Button, Form, Input } from 'antd'
import { useAttempt } from '../../actions/attempt'
import type { Customer } from '../../api/books'
import { isProblem } from '../../api/problem'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'

const useSay = speech('new-car', {
  name: ['姓名', '姓名', 'Name'],
  phone: ['电话', '電話', 'Phone'],
  model: ['车型', '車型', 'Model'],
  plate: ['车牌（未上牌可空）', '車牌（未上牌可空）', 'Plate (empty while it has none)'],
  vin: ['车架号', '車架號', 'VIN'],
  add: ['添加', '新增', 'Add'],
  need: ['请填写', '請填寫', 'Please fill this in'],
})

interface Typed {
  name: string
  phone: string
  model: string
  plate?: string
  vin?: string
}

/** NewCar adds a car to a customer, or both. */
export function NewCar({ owner, unit, onDone }: { owner: Customer | undefined; unit: string; onDone: (customer: Customer) => void }) {
  const say = useSay()
  const { attempt, busy, error } = useAttempt<Customer>()
  const submit = async ({ name, phone, model, plate, vin }: Typed) => {
    const car = { model, ...(plate && { plate }), ...(vin && { vin }) }
    const customer = owner ? await attempt(`/customers/${owner.id}/vehicles`, car) : await attempt('/customers', { unit, name, phone, vehicles: [car] })
    if (customer) onDone(customer)
  }
  const item = (name: keyof Typed, at: string, need: boolean, input = <Input autoComplete="off" />) => {
    const wrong = isProblem(error) ? error.field(at) : undefined
    return (
      <Form.Item name={name} label={say(name)} rules={need ? [{ required: true, whitespace: true, message: say('need') }] : []} validateStatus={wrong ? 'error' : undefined} extra={wrong}>
        {input}
      </Form.Item>
    )
  }
  const car = owner ? '' : 'vehicles[0].'
  return (
    <Form<Typed> layout="vertical" onFinish={(v) => void submit(v)}>
      {!owner && item('name', 'name', true)}
      {!owner && item('phone', 'phone', true, <Input inputMode="tel" autoComplete="off" />)}
      {item('model', `${car}model`, true)}
      {item('plate', `${car}plate`, false)}
      {item('vin', `${car}vin`, false)}
      <ProblemNote error={error} />
      <Button type="primary" htmlType="submit" loading={busy}>{say('add')}</Button>
    </Form>
  )
}
