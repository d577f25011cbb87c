import { Alert, Button, Drawer, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { api } from '../../api/client'
import { queries } from '../../api/query'
import type { components } from '../../api/schema'
import { ProblemNote } from '../../parts/ProblemNote'
import { Copy } from '../../parts/signin/Copy'
import { useTry } from '../../parts/signin/useTry'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

type Made = components['schemas']['MadeToken']

const useSay = speech({
  title: ['新建令牌', '新建權杖', 'Make a token'],
  label: ['用途', '用途', 'What it is for'],
  hint: ['例如：财务系统每晚同步', '例如：財務系統每晚同步', 'Such as: nightly sync of the accounts'],
  need: ['请填写用途', '請填寫用途', 'Say what it is for'],
  scope: ['权限', '權限', 'It may'],
  days: ['有效天数（1 至 366）', '有效天數（1 至 366）', 'Good for so many days (1 to 366)'],
  range: ['请填写 1 至 366 之间的整数', '請填寫 1 至 366 之間的整數', 'A whole number from 1 to 366'],
  once: ['令牌只显示这一次', '權杖只顯示這一次', 'The token is shown this once'],
  onceWhy: ['请现在复制到使用它的程序中，不要用邮件或聊天发送。有效至 {{at}}。', '請現在複製到使用它的程式中，不要用郵件或聊天傳送。有效至 {{at}}。', 'Copy it into the program that uses it now, and send it by no mail or chat. It is good until {{at}}.'],
  copy: ['复制令牌', '複製權杖', 'Copy the token'],
  token: ['令牌', '權杖', 'Token'],
  close: ['我已存好', '我已存好', 'I have kept it'],
})

/** MakeToken makes one; its text goes when the drawer is closed. */
export function MakeToken({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useSay()
  return <Drawer open={open} onClose={onClose} title={say('title')} size={420} mask={{ closable: false }} destroyOnHidden><Making onClose={onClose} /></Drawer>
}

function Making({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const { word } = useWords()
  const [made, setMade] = useState<Made>()
  const { run, busy, error } = useTry()
  if (made) return <Shown of={made} onClose={onClose} />
  const submit = (v: { label: string; scope: 'read' | 'all'; days: string }) => void run(async () => {
    setMade((await api.POST('/tokens', { body: { label: v.label, scope: v.scope, days: Number(v.days) } })).data)
    void queries.invalidateQueries({ queryKey: ['/tokens'] })
  })
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ scope: 'read', days: '90' }} onFinish={submit}>
      <ProblemNote error={error} />
      <Form.Item name="label" label={say('label')} rules={[{ required: true, whitespace: true, message: say('need') }]}><Input autoFocus maxLength={100} placeholder={say('hint')} /></Form.Item>
      <Form.Item name="scope" label={say('scope')}><Radio.Group options={(['read', 'all'] as const).map((value) => ({ value, label: word('scope', value) }))} /></Form.Item>
      <Form.Item name="days" label={say('days')} rules={[{ validator: (_, n: string) => (/^\d+$/.test(n) && Number(n) >= 1 && Number(n) <= 366 ? Promise.resolve() : Promise.reject(new Error(say('range')))) }]}>
        <Input type="number" min={1} max={366} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>{say('title')}</Button>
    </Form>
  )
}

function Shown({ of: t, onClose }: { of: Made; onClose: () => void }) {
  const say = useSay()
  return (
    <div className="stack">
      <Alert type="warning" showIcon role="status" title={say('once')} description={say('onceWhy', { at: wall(t.expires_at) })} />
      <code className="secret" aria-label={say('token')}>{t.token}</code>
      <div className="line"><Copy text={t.token} label={say('copy')} /><Button type="primary" onClick={onClose}>{say('close')}</Button></div>
    </div>
  )
}
