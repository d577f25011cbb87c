import { Alert, Button, Card, Drawer, Empty, Input, Radio } from 'antd'
import { useState } from 'react'
import type { Customer } from '../../api/books'
import { api } from '../../api/client'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { criterion } from './criterion'
import { NewCar } from './NewCar'

const useSay = speech('find-car', {
  find: ['查找', '查找', 'Find'],
  by: ['手机号、手机后四位、车牌、车架号或完整姓名', '手機號、手機後四位、車牌、車架號或完整姓名', 'Phone, its last four digits, plate, VIN or the whole name'],
  none: ['没有找到。请核对，或登记新客户。', '沒有找到。請核對，或登記新客戶。', 'Nobody found. Check what you typed, or add a new customer.'],
  many: ['结果太多，只显示前几位。请用手机号或车牌查找。', '結果太多，只顯示前幾位。請用手機號或車牌查找。', 'Too many: only the first are shown. Use the phone number or the plate.'],
  newCustomer: ['登记新客户和车辆', '登記新客戶和車輛', 'Add a new customer and car'],
  newCar: ['为此客户添加车辆', '為此客戶新增車輛', 'Add a car for this customer'],
  noCar: ['尚无车辆', '尚無車輛', 'No car yet'],
  cars: ['选择车辆', '選擇車輛', 'Choose the car'],
})

/** A car with whose it is. */
export interface Car {
  customer: Customer
  vehicle: string
}

interface Props {
  id?: string
  value?: Car
  onChange?: (car: Car | undefined) => void
  /** Keeps a customer who is added. */
  unit?: string
}

const few = 10

/** FindCar finds a car by its owner or by its plate, and adds either when it isn't known yet. */
export function FindCar({ id, value, onChange, unit }: Props) {
  const say = useSay()
  const [found, setFound] = useState<{ items: Customer[]; next?: string }>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [adding, add] = useState<Customer | 'new'>()
  const find = async (typed: string) => {
    const body = criterion(typed)
    if (!body) return
    setBusy(true)
    setError(undefined)
    try {
      setFound((await api.POST('/customers/search', { body, params: { query: { limit: few } } })).data)
      if (value) onChange?.(undefined)
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  const added = (customer: Customer) => {
    const car = customer.vehicles.at(-1)
    setFound({ items: [customer] })
    onChange?.(car && { customer, vehicle: car.id })
    add(undefined)
  }
  return (
    <div className="stack">
      <Input.Search id={id} placeholder={say('by')} aria-label={say('by')} enterButton={say('find')} loading={busy} allowClear onSearch={(v) => void find(v)}
        onPressEnter={(e) => e.preventDefault()} autoComplete="off" maxLength={100} />
      <ProblemNote error={error} />
      {found?.next && <Alert type="info" showIcon title={say('many')} />}
      {found?.items.map((c) => (
        <Card key={c.id} size="small" title={`${c.name} ${c.phone}`} extra={<Button size="small" type="link" onClick={() => add(c)}>{say('newCar')}</Button>}>
          <Radio.Group vertical aria-label={say('cars')} value={value?.vehicle} onChange={(e) => onChange?.({ customer: c, vehicle: e.target.value as string })}
            options={c.vehicles.map((v) => ({ value: v.id, label: [v.model, v.plate, v.vin].filter(Boolean).join(' · ') }))} />
          {c.vehicles.length === 0 && <span className="muted">{say('noCar')}</span>}
        </Card>
      ))}
      {found?.items.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />}
      {found && unit && <div><Button onClick={() => add('new')}>{say('newCustomer')}</Button></div>}
      <Drawer open={Boolean(adding)} onClose={() => add(undefined)} title={say(adding === 'new' ? 'newCustomer' : 'newCar')} size={480} destroyOnHidden>
        {adding && <NewCar owner={adding === 'new' ? undefined : adding} unit={unit ?? ''} onDone={added} />}
      </Drawer>
    </div>
  )
}
