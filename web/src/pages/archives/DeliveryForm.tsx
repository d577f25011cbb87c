import { PlusOutlined } from '@ant-design/icons'
import { Alert, App, Button, Card, Drawer, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useAttempt } from '../../actions/attempt'
import type { Archive, Customer } from '../../api/books'
import { isProblem } from '../../api/problem'
import { Clause } from '../../parts/Clause'
import { PersonSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { fromWall, toWall, zoneOf } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { kinds } from './files'
import { NewCar } from './NewCar'

const useSay = speech({
  title: ['交车', '交車', 'Delivery'],
  vehicle_id: ['车辆', '車輛', 'Car'],
  file: ['档案类别', '檔案類別', 'Kind of file'],
  consultant: ['移交顾问', '移交顧問', 'Consultant who hands the file over'],
  delivered_at: ['交车（或维修后交还）时间', '交車（或維修後交還）時間', 'When it was delivered, or given back'],
  help: ['移交期限从此时起算。', '移交期限從此時起算。', 'The time to hand the file over runs from then.'],
  open: ['登记并开始计时', '登記並開始計時', 'Enter it, and let the clock run'],
  opened: ['已登记', '已登記', 'Entered'],
  exists: ['这次交车已有档案。', '這次交車已有檔案。', 'This delivery has a file already.'],
  existing: ['打开已有的档案', '開啟已有的檔案', 'Open the file that it has'],
  need: ['请填写', '請填寫', 'Please fill this in'],
  noCar: ['此客户尚无车辆，请先添加。', '此客戶尚無車輛，請先新增。', 'This customer has no car yet: add it first.'],
  newCar: ['为此客户添加车辆', '為此客戶新增車輛', 'Add a car for this customer'],
})

interface Typed {
  vehicle_id: string
  file: string
  consultant: string
  delivered_at: string
}

interface Props {
  unit: string
  owner: Customer
  /** The owner as the books have him after a car was added. */
  onOwner: (customer: Customer) => void
}

/** DeliveryForm says which car was delivered when, and who hands its file over. */
export function DeliveryForm({ unit, owner, onOwner }: Props) {
  const say = useSay()
  const { word } = useWords()
  const { message } = App.useApp()
  const go = useNavigate()
  const [form] = Form.useForm<Typed>()
  const [adding, add] = useState(false)
  const { attempt, busy, error } = useAttempt<Archive>()
  const zone = zoneOf(owner.created_at)
  const submit = async ({ delivered_at, ...typed }: Typed) => {
    const opened = await attempt('/archives', { unit, ...typed, delivered_at: fromWall(delivered_at, zone) })
    if (!opened) return
    void message.success(say('opened'))
    void go(`/archives/${opened.id}`)
  }
  const added = (customer: Customer) => {
    onOwner(customer)
    form.setFieldValue('vehicle_id', customer.vehicles.at(-1)?.id)
    add(false)
  }
  const item = (name: keyof Typed) => {
    const wrong = isProblem(error) ? error.field(name) : undefined
    return { name, label: say(name), rules: [{ required: true, message: say('need') }], validateStatus: wrong ? ('error' as const) : undefined, extra: wrong ?? (name === 'delivered_at' ? say('help') : undefined) }
  }
  const start = { vehicle_id: owner.vehicles.length === 1 ? owner.vehicles[0]!.id : undefined, file: kinds[0], delivered_at: toWall(Date.now(), zone) }
  return (
    <Card size="small" title={<h2>{say('title')}</h2>}>
      <Form form={form} layout="vertical" initialValues={start} onFinish={(v) => void submit(v)} scrollToFirstError>
        <Form.Item {...item('vehicle_id')}>
          <Radio.Group vertical aria-label={say('vehicle_id')} options={owner.vehicles.map((v) => ({ value: v.id, label: [v.model, v.plate, v.vin].filter(Boolean).join(' · ') }))} />
        </Form.Item>
        <div className="line" style={{ marginBottom: 16 }}>
          {owner.vehicles.length === 0 && <span>{say('noCar')}</span>}
          <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => add(true)}>{say('newCar')}</Button>
        </div>
        <Form.Item {...item('file')}><Radio.Group aria-label={say('file')} options={kinds.map((k) => ({ value: k, label: word('file', k) }))} /></Form.Item>
        <Form.Item {...item('consultant')}><PersonSelect unit={unit} label={say('consultant')} /></Form.Item>
        <Form.Item {...item('delivered_at')}><Input type="datetime-local" step={1} style={{ maxWidth: 260 }} /></Form.Item>
        <Refused error={error} busy={busy} retry={() => form.submit()} />
        <Button type="primary" htmlType="submit" loading={busy}>{say('open')}</Button>
      </Form>
      <Drawer open={adding} onClose={() => add(false)} title={say('newCar')} size={480} destroyOnHidden><NewCar owner={owner} onDone={added} /></Drawer>
    </Card>
  )
}

/** A delivery has one case: a second one leads to the one that is there. */
function Refused({ error, busy, retry }: { error: unknown; busy: boolean; retry: () => void }) {
  const say = useSay()
  const other = isProblem(error) && error.code === 'archive_exists' ? error.body.params?.case : undefined
  if (!isProblem(error) || !other) return <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? retry : undefined} />
  return (
    <Alert role="alert" type="warning" showIcon style={{ marginBottom: 12 }} title={<>{say('exists')} <Clause id={error.body.clause} /></>}
      description={<Link to={`/archives/${other}`}>{say('existing')}</Link>} />
  )
}
