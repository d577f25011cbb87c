import { Alert, Button, Form, Input } from 'antd'
import { signIn } from '../../api/session'
import { speech } from '../../words'
import { useTry } from './useTry'
import { useRefusal } from './words'

const useSay = speech({
  token: ['令牌', '權杖', 'Token'],
  help: [
    '令牌供程序和演示使用：在“我的账户”中新建，或由管理员发放（carebook token create --staff 工号）。演示数据启动时会打印现成的令牌。',
    '權杖供程式和示範使用：在「我的帳戶」中新建，或由管理員發放（carebook token create --staff 工號）。示範資料啟動時會列印現成的權杖。',
    'Tokens are for programs and the demo: make one under “My account”, or have an administrator make one (carebook token create --staff CODE). With demo data, ready-made ones are printed at the start.',
  ],
  go: ['登录', '登入', 'Sign in'],
  need: ['请填写令牌', '請填寫權杖', 'Enter the token'],
})

/** TokenForm keeps a token in a session. */
export function TokenForm({ onDone }: { onDone: () => void }) {
  const say = useSay()
  const refusal = useRefusal()
  const { run, busy, error } = useTry()
  const submit = async (token: string) => {
    if (await run(() => signIn.with(token.trim()))) onDone()
  }
  return (
    <Form layout="vertical" onFinish={({ token }: { token: string }) => void submit(token)} requiredMark={false}>
      {error ? <Alert type="error" title={refusal(error)} style={{ marginBottom: 16 }} role="alert" /> : null}
      <Form.Item name="token" label={say('token')} help={say('help')} rules={[{ required: true, whitespace: true, message: say('need') }]}>
        <Input.Password autoFocus autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} block style={{ marginTop: 16 }}>{say('go')}</Button>
    </Form>
  )
}
