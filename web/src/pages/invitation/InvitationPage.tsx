import { Alert, Button, Card, Form, Input, Result } from 'antd'
import { useState } from 'react'
import { isProblem } from '../../api/problem'
import { signIn } from '../../api/session'
import { Languages } from '../../parts/Languages'
import { CodeInput } from '../../parts/signin/CodeInput'
import { NewPassword } from '../../parts/signin/NewPassword'
import { useTry } from '../../parts/signin/useTry'
import { useRefusal } from '../../parts/signin/words'
import { speech, useLanguage } from '../../words'

const useSay = speech({
  title: ['凭邀请设置密码', '憑邀請設定密碼', 'Set a password with an invitation'],
  invitation: ['邀请', '邀請', 'Invitation'],
  help: ['管理员交给您的一串字符，以 ci_ 开头，只能用一次。', '管理員交給您的一串字元，以 ci_ 開頭，只能用一次。', 'What your administrator handed you: it begins with ci_ and is good once.'],
  need: ['请填写邀请', '請填寫邀請', 'Enter the invitation'],
  go: ['设置密码', '設定密碼', 'Set the password'],
  done: ['密码已设置', '密碼已設定', 'The password is set'],
  then: ['请用工号和新密码登录。之前的登录都已结束。', '請用工號和新密碼登入。之前的登入都已結束。', 'Sign in with your number and the new password. All sessions of before have ended.'],
  in: ['去登录', '去登入', 'Sign in'],
  back: ['返回登录', '返回登入', 'Back to signing in'],
  language: ['语言', '語言', 'Language'],
})

/** The invitation of the address. It stands behind the #, which no server is sent, and is taken out of the address at once. */
function brought(): string {
  const text = window.location.hash.slice(1)
  if (text) window.history.replaceState(window.history.state, '', window.location.pathname)
  return text
}

/** Page sets the first password, or another for whoever is locked out. */
export function Page() {
  const say = useSay()
  const lang = useLanguage()
  const [done, finish] = useState(false)
  return (
    <main className="sign-in">
      <Card title={<h1 className="sign-in-title">{say('title')}</h1>} extra={<Languages value={lang} label={say('language')} />}>
        {done
          ? <Result status="success" title={say('done')} subTitle={say('then')} extra={<Button type="primary" href="/">{say('in')}</Button>} />
          : <><Setting onDone={() => finish(true)} /><Button type="link" block href="/" style={{ marginTop: 8 }}>{say('back')}</Button></>}
      </Card>
    </main>
  )
}

interface Said {
  invitation: string
  password: string
  second_factor?: string
}

function Setting({ onDone }: { onDone: () => void }) {
  const say = useSay()
  const refusal = useRefusal()
  const [invitation] = useState(brought)
  const [second, setSecond] = useState(false)
  const { run, busy, error } = useTry()
  const submit = async (said: Said) => {
    const done = await run(async () => {
      try {
        await signIn.set({ invitation: said.invitation.trim(), password: said.password, ...(said.second_factor && { second_factor: said.second_factor.replace(/\s/g, '') }) })
      } catch (e) {
        if (isProblem(e) && e.code === 'second_factor_needed') setSecond(true)
        throw e
      }
    })
    if (done) onDone()
  }
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ invitation }} onFinish={(v: Said) => void submit(v)}>
      {error ? <Alert type={second ? 'info' : 'error'} role="alert" title={refusal(error)} style={{ marginBottom: 16 }} /> : null}
      <Form.Item name="invitation" label={say('invitation')} extra={say('help')} rules={[{ required: true, whitespace: true, message: say('need') }]}>
        <Input autoFocus={!invitation} autoComplete="off" maxLength={64} />
      </Form.Item>
      <NewPassword />
      {second && <CodeInput name="second_factor" />}
      <Button type="primary" htmlType="submit" loading={busy} block>{say('go')}</Button>
    </Form>
  )
}
