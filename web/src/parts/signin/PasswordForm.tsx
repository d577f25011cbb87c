import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { isProblem } from '../../api/problem'
import { signIn } from '../../api/session'
import { speech } from '../../words'
import { CodeInput } from './CodeInput'
import { useTry } from './useTry'
import { useRefusal } from './words'

const useSay = speech({
  code: ['工号', '工號', 'Staff number'],
  password: ['密码', '密碼', 'Password'],
  needCode: ['请填写工号', '請填寫工號', 'Enter your staff number'],
  needPassword: ['请填写密码', '請填寫密碼', 'Enter the password'],
  go: ['登录', '登入', 'Sign in'],
  second: ['密码正确。请再填写验证码。', '密碼正確。請再填寫驗證碼。', 'The password is right. Now give a code.'],
  withCode: ['我有第二因素', '我有第二因素', 'I have a second factor'],
})

interface Said {
  code: string
  password: string
  second_factor?: string
}

/** PasswordForm signs in with a number and a password, and asks for a code when the account has a second factor. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const say = useSay()
  const refusal = useRefusal()
  const [second, setSecond] = useState(false)
  const { run, busy, error } = useTry()
  const asked = isProblem(error) && error.code === 'second_factor_needed'
  const submit = async (said: Said) => {
    const done = await run(async () => {
      try {
        return await signIn.as({ code: said.code.trim(), password: said.password, ...(said.second_factor && { second_factor: said.second_factor.replace(/\s/g, '') }) })
      } catch (e) {
        if (isProblem(e) && e.code === 'second_factor_needed') setSecond(true)
        throw e
      }
    })
    if (done) onDone()
  }
  // Whoever is slowed down by the guesses of others gets in with a code.
  const slowed = isProblem(error) && error.code === 'too_many_guesses'
  return (
    <Form layout="vertical" onFinish={(v: Said) => void submit(v)} requiredMark={false}>
      {asked ? <Alert type="info" title={say('second')} style={{ marginBottom: 16 }} role="status" /> : error ? <Alert type="error" title={refusal(error)} style={{ marginBottom: 16 }} role="alert" /> : null}
      <Form.Item name="code" label={say('code')} rules={[{ required: true, whitespace: true, message: say('needCode') }]}>
        <Input autoFocus autoComplete="username" maxLength={64} />
      </Form.Item>
      <Form.Item name="password" label={say('password')} rules={[{ required: true, message: say('needPassword') }]}>
        <Input.Password autoComplete="current-password" maxLength={128} />
      </Form.Item>
      {second && <CodeInput name="second_factor" />}
      {slowed && !second && <Button type="link" onClick={() => setSecond(true)}>{say('withCode')}</Button>}
      <Button type="primary" htmlType="submit" loading={busy} block>{say('go')}</Button>
    </Form>
  )
}
