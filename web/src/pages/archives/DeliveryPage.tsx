import { App, Button, Card, Form, Input, Radio } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useAttempt } from '../../actions/attempt'
import { useUnits, type Archive } from '../../api/books'
import { isProblem } from '../../api/problem'
import { PageHead } from '../../parts/PageHead'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { fromWall, toWall, zoneOf } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { kinds } from './files'
import { FindCar, type Car } from './FindCar'

const useSay = speech('delivery', {
  title: ['登记交车', '登記交車', 'Enter a delivery'],
  unit: ['单位', '單位', 'Unit'],
  car: ['车辆', '車輛', 'Car'],
  file: ['档案类别', '檔案類別', 'Kind of file'],
  consultant: ['移交顾问', '移交顧問', 'Consultant who hands the file over'],
  delivered_at: ['交车（或维修后交还）时间', '交車（或維修後交還）時間', 'When it was delivered, or given back'],
  deliveredHelp: ['移交期限从此时起算。', '移交期限從此時起算。', 'The time to hand the file over runs from then.'],
  open: ['登记并开始计时', '登記並開始計時', 'Enter, and let the clock run'],
  opened: ['已登记', '已登記', 'Entered'],
  existing: ['打开已有的档案', '開啟已有的檔案', 'Open the file that it has'],
  need: ['请填写', '請填寫', 'Please fill this in'],
})

interface Typed {
  unit: string
  car: Car
  file: string
  consultant: string
  delivered_at: string
}

/** A delivery opens the case of a vehicle's file: the time to hand it over runs from then. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const { message } = App.useApp()
  const go = useNavigate()
  const { data: units } = useUnits()
  const [form] = Form.useForm<Typed>()
  const unit = Form.useWatch('unit', form)
  const { attempt, busy, error } = useAttempt<Archive>()
  const running = units?.items.filter((u) => u.profile) ?? []
  const only = running.length === 1 ? running[0]!.id : undefined
  const submit = async ({ unit, car, file, consultant, delivered_at }: Typed) => {
    const at = fromWall(delivered_at, zoneOf(car.customer.created_at))
    const opened = await attempt('/archives', { unit, vehicle_id: car.vehicle, file, consultant, delivered_at: at })
    if (!opened) return
    void message.success(say('opened'))
    void go(`/archives/${opened.id}`)
  }
  // The business zone is read off a moment that the service served.
  const chosen = (car: Car | undefined) => {
    if (!car) return
    if (!form.getFieldValue('unit')) form.setFieldValue('unit', car.customer.unit)
    if (!form.getFieldValue('delivered_at')) form.setFieldValue('delivered_at', toWall(Date.now(), zoneOf(car.customer.created_at)))
  }
  const rule = [{ required: true, message: say('need') }]
  const wrong = (name: string) => {
    const said = isProblem(error) ? error.field(name) : undefined
    return said ? { validateStatus: 'error' as const, extra: said } : {}
  }
  if (!units) return null
  return (
    <div className="page" style={{ maxWidth: 720 }}>
      <PageHead title={say('title')} />
      <Card>
        <Form form={form} layout="vertical" initialValues={{ file: kinds[0], unit: only }} onFinish={(v) => void submit(v)} onValuesChange={(v: Partial<Typed>) => chosen(v.car)} scrollToFirstError>
          <Form.Item name="unit" label={say('unit')} rules={rule} {...wrong('unit')}><UnitSelect withProfile label={say('unit')} /></Form.Item>
          <Form.Item name="car" label={say('car')} rules={rule} {...wrong('vehicle_id')}><FindCar unit={unit} /></Form.Item>
          <Form.Item name="file" label={say('file')} rules={rule} {...wrong('file')}>
            <Radio.Group aria-label={say('file')} options={kinds.map((k) => ({ value: k, label: word('file', k) }))} />
          </Form.Item>
          <Form.Item name="consultant" label={say('consultant')} rules={rule} {...wrong('consultant')}><PersonSelect unit={unit} label={say('consultant')} /></Form.Item>
          <Form.Item name="delivered_at" label={say('delivered_at')} rules={rule} {...{ extra: say('deliveredHelp'), ...wrong('delivered_at') }}>
            <Input type="datetime-local" step={1} style={{ maxWidth: 260 }} />
          </Form.Item>
          <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? () => form.submit() : undefined} />
          <Existing error={error} />
          <Button type="primary" htmlType="submit" loading={busy}>{say('open')}</Button>
        </Form>
      </Card>
    </div>
  )
}

/** A delivery has one case: it leads to the one that is there. */
function Existing({ error }: { error: unknown }) {
  const say = useSay()
  if (!isProblem(error) || error.code !== 'archive_exists' || !error.body.params?.case) return null
  return <p><Link to={`/archives/${error.body.params.case}`}>{say('existing')}</Link></p>
}
