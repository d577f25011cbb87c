import { Alert, Button, Form, QRCode } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../api/client'
import { isProblem } from '../../api/problem'
import { speech } from '../../words'
import { ProblemNote } from '../ProblemNote'
import { CodeInput } from './CodeInput'
import { Copy } from './Copy'
import { groups } from './groups'
import { RecoveryCodes } from './RecoveryCodes'
import { useTry } from './useTry'
import { useRefusal } from './words'

const useSay = speech({
  scan: ['1. 用验证器应用扫描此图，或把密钥输入应用。', '1. 用驗證器應用程式掃描此圖，或把金鑰輸入應用程式。', '1. Scan this with an authenticator app, or type the secret into it.'],
  picture: ['密钥的二维码', '金鑰的二維碼', 'The secret as a picture'],
  secret: ['密钥', '金鑰', 'Secret'],
  open: ['在本机的验证器应用中打开', '在本機的驗證器應用程式中開啟', 'Open in an app on this device'],
  copy: ['复制密钥', '複製金鑰', 'Copy the secret'],
  give: ['2. 填写应用显示的六位数字。', '2. 填寫應用程式顯示的六位數字。', '2. Enter the six digits that the app shows.'],
  confirm: ['确认', '確認', 'Confirm'],
  there: ['您已设置第二因素，这次登录还没有用它。请填写验证码。', '您已設定第二因素，這次登入還沒有用它。請填寫驗證碼。', 'You have a second factor, and haven’t given it in this session yet. Give a code.'],
  go: ['继续', '繼續', 'Go on'],
})

/** Enrol sets a second factor up, or asks for a code of the one that is there. */
export function Enrol({ onDone }: { onDone: () => void }) {
  const { run, error } = useTry()
  const [begun, begin] = useState<{ secret: string; address: string }>()
  const [codes, setCodes] = useState<string[]>()
  const start = () => void run(async () => begin((await api.POST('/session/second-factor')).data))
  const started = useRef(false) // a second secret would end the first
  useEffect(() => {
    if (!started.current) start()
    started.current = true
  })
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />
  if (isProblem(error) && error.code === 'second_factor_exists') return <Give onDone={onDone} />
  if (!begun) return <ProblemNote error={error} retry={start} />
  return <Confirm {...begun} onCodes={setCodes} />
}

function Confirm({ secret, address, onCodes }: { secret: string; address: string; onCodes: (codes: string[]) => void }) {
  const say = useSay()
  return (
    <div className="stack">
      <p className="said">{say('scan')}</p>
      <div role="img" aria-label={say('picture')}><div aria-hidden><QRCode value={address} type="svg" size={176} bordered={false} /></div></div>
      <div>
        <div className="muted">{say('secret')}</div>
        <code className="secret">{groups(secret)}</code>
        <div className="line"><Copy text={secret} label={say('copy')} /><Button type="link" href={address}>{say('open')}</Button></div>
      </div>
      <p className="said">{say('give')}</p>
      <CodeForm label={say('confirm')} send={async (code) => onCodes((await api.POST('/session/second-factor/confirm', { body: { code } })).data!.recovery_codes)} />
    </div>
  )
}

function Give({ onDone }: { onDone: () => void }) {
  const say = useSay()
  return (
    <>
      <Alert type="info" role="status" title={say('there')} style={{ marginBottom: 16 }} />
      <CodeForm help label={say('go')} send={async (code) => {
        await api.POST('/session/second-factor/give', { body: { code } })
        onDone()
      }} />
    </>
  )
}

/** CodeForm sends a code, and says why it wasn't taken. */
export function CodeForm({ label, send, help = false, danger }: { label: string; send: (code: string) => Promise<void>; help?: boolean; danger?: boolean }) {
  const refusal = useRefusal()
  const { run, busy, error } = useTry()
  return (
    <Form layout="vertical" requiredMark={false} onFinish={({ code }: { code: string }) => void run(() => send(code.replace(/\s/g, '')))}>
      {error ? <Alert type="error" role="alert" title={refusal(error)} style={{ marginBottom: 16 }} /> : null}
      <CodeInput name="code" help={help} />
      <Button type="primary" danger={danger} htmlType="submit" loading={busy}>{label}</Button>
    </Form>
  )
}
