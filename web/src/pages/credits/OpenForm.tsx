import { Alert, App, Button, Card, Form } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useAttempt } from '../../actions/attempt'
import type { Credit, Customer } from '../../api/books'
import { isProblem } from '../../api/problem'
import { Clause } from '../../parts/Clause'
import { PersonSelect } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'

const useSay = speech({
  title: ['账户', '帳戶', 'Account'],
  seller: ['销售人员', '銷售人員', 'Salesperson'],
  help: ['由其负责收回货款。', '由其負責收回貨款。', 'The one who sees to it that the goods are paid.'],
  open: ['开立账户', '開立帳戶', 'Open the account'],
  opened: ['账户已开立', '帳戶已開立', 'The account is open'],
  next: ['开立后为现款客户；三项证明齐备后方可赊购。', '開立後為現款客戶；三項證明齊備後方可賒購。', 'It is cash only at first: the three proofs make the customer eligible for credit.'],
  exists: ['此客户在这个单位已有账户。', '此客戶在這個單位已有帳戶。', 'This customer has an account at this unit already.'],
  existing: ['打开已有的账户', '開啟已有的帳戶', 'Open that account'],
  need: ['请填写', '請填寫', 'Please fill this in'],
})

/** OpenForm says whose customer it is, and opens the account. */
export function OpenForm({ unit, customer }: { unit: string; customer: Customer }) {
  const say = useSay()
  const { message } = App.useApp()
  const go = useNavigate()
  const [form] = Form.useForm<{ seller: string }>()
  const { attempt, busy, error } = useAttempt<Credit>()
  const submit = async ({ seller }: { seller: string }) => {
    const opened = await attempt('/credits', { unit, customer_id: customer.id, seller })
    if (!opened) return
    void message.success(say('opened'))
    void go(`/credits/${opened.id}`)
  }
  const wrong = isProblem(error) ? error.field('seller') : undefined
  return (
    <Card size="small" title={<h2>{say('title')}</h2>}>
      <Form form={form} layout="vertical" onFinish={(v) => void submit(v)}>
        <Form.Item name="seller" label={say('seller')} rules={[{ required: true, message: say('need') }]} validateStatus={wrong ? 'error' : undefined} extra={wrong ?? say('help')}>
          <PersonSelect unit={unit} label={say('seller')} />
        </Form.Item>
        <p className="muted">{say('next')}</p>
        <Refused error={error} busy={busy} retry={() => form.submit()} />
        <Button type="primary" htmlType="submit" loading={busy}>{say('open')}</Button>
      </Form>
    </Card>
  )
}

/** A customer has one account at a unit: a second one leads to the one that is there. */
function Refused({ error, busy, retry }: { error: unknown; busy: boolean; retry: () => void }) {
  const say = useSay()
  const other = isProblem(error) && error.code === 'credit_exists' ? error.body.params?.case : undefined
  if (!isProblem(error) || !other) return <ProblemNote error={error} busy={busy} retry={isProblem(error) && error.again ? retry : undefined} />
  return (
    <Alert role="alert" type="warning" showIcon style={{ marginBottom: 12 }} title={<>{say('exists')} <Clause id={error.body.clause} /></>}
      description={<Link to={`/credits/${other}`}>{say('existing')}</Link>} />
  )
}
