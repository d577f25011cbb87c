import { Alert, Button, Card, Form, Input } from 'antd'
import { useState } from 'react'
import { useGet } from '../api/query'
import { signIn } from '../api/session'
import { speech, useLanguage } from '../words'
import { Languages } from './Languages'

const useSay = speech({
  title: ['登录 carebook', '登入 carebook', 'Sign in to carebook'],
  token: ['令牌', '權杖', 'Token'],
  help: [
    '令牌由管理员发放：carebook token create --staff 工号。演示数据启动时会打印现成的令牌。',
    '權杖由管理員發放：carebook token create --staff 工號。示範資料啟動時會列印現成的權杖。',
    'An administrator hands tokens out: carebook token create --staff CODE. With demo data, ready-made ones are printed at the start.',
  ],
  go: ['登录', '登入', 'Sign in'],
  wrong: ['没有人使用这个令牌，或它已失效。请核对后重试，或请管理员重新发放。', '沒有人使用這個權杖，或它已失效。請核對後重試，或請管理員重新發放。', 'No such token, or it has ended. Check it and try again, or ask an administrator for a new one.'],
  away: ['暂时连不上服务，请稍后再试。', '暫時連不上服務，請稍後再試。', 'The service can’t be reached just now. Try again in a moment.'],
  need: ['请填写令牌', '請填寫權杖', 'Enter the token'],
  at: ['用 {{name}} 登录', '用 {{name}} 登入', 'Sign in with {{name}}'],
  language: ['语言', '語言', 'Language'],
})

/** SignInForm asks for a token: as a page of its own, or plain inside a dialogue. */
export function SignInForm({ plain, onDone }: { plain?: boolean; onDone: () => void }) {
  const say = useSay()
  const lang = useLanguage()
  const [wrong, setWrong] = useState<'wrong' | 'away' | undefined>()
  const [busy, setBusy] = useState(false)
  const submit = async ({ token }: { token: string }) => {
    setBusy(true)
    try {
      if (await signIn.with(token.trim())) onDone()
      else setWrong('wrong')
    } catch {
      setWrong('away')
    } finally {
      setBusy(false)
    }
  }
  const form = (
    <Form layout="vertical" onFinish={(v: { token: string }) => void submit(v)} requiredMark={false}>
      {wrong && <Alert type="error" title={say(wrong)} style={{ marginBottom: 16 }} role="alert" />}
      <Form.Item name="token" label={say('token')} help={say('help')} rules={[{ required: true, whitespace: true, message: say('need') }]}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} block style={{ marginTop: 16 }}>{say('go')}</Button>
    </Form>
  )
  if (plain) return form
  return (
    <main style={{ maxWidth: 420, margin: '10vh auto', padding: 16 }}>
      <Card title={<h1 style={{ fontSize: 18, margin: 0 }}>{say('title')}</h1>} extra={<Languages value={lang} label={say('language')} />}><Elsewhere />{form}</Card>
    </main>
  )
}

/** Elsewhere is the way over an identity provider, where there is one. It leaves the page, and comes back to it. */
function Elsewhere() {
  const say = useSay()
  const ways = useGet('/session/ways')
  return ways.data?.ways.filter((way) => way.start).map((way) => (
    <Button key={way.way} type="primary" block style={{ marginBottom: 24 }} href={`${way.start}?to=${encodeURIComponent(window.location.pathname)}`}>
      {say('at', { name: way.name ?? '' })}
    </Button>
  ))
}
