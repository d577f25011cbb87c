import { Button, Card, Divider } from 'antd'
import { useState } from 'react'
import { useGet } from '../../api/query'
import { speech, useLanguage } from '../../words'
import { Languages } from '../Languages'
import { PasswordForm } from './PasswordForm'
import { TokenForm } from './TokenForm'

const useSay = speech({
  title: ['登录 carebook', '登入 carebook', 'Sign in to carebook'],
  byToken: ['用令牌登录', '用權杖登入', 'Sign in with a token'],
  byPassword: ['用工号和密码登录', '用工號和密碼登入', 'Sign in with number and password'],
  invited: ['我收到了邀请', '我收到了邀請', 'I have an invitation'],
  at: ['用 {{name}} 登录', '用 {{name}} 登入', 'Sign in with {{name}}'],
  tab: ['用 {{name}} 登录（在新标签页）', '用 {{name}} 登入（在新分頁）', 'Sign in with {{name}} (in a new tab)'],
  or: ['或', '或', 'or'],
  language: ['语言', '語言', 'Language'],
})

/** SignInForm offers all ways in: as a page of its own, or plain inside a dialogue. */
export function SignInForm({ plain, onDone }: { plain?: boolean; onDone: () => void }) {
  const say = useSay()
  const lang = useLanguage()
  const [token, setToken] = useState(false)
  const form = (
    <>
      <Elsewhere keep={plain} />
      {token ? <TokenForm onDone={onDone} /> : <PasswordForm onDone={onDone} />}
      <div className="ends" style={{ marginTop: 12 }}>
        <Button type="link" style={{ paddingInline: 0 }} onClick={() => setToken(!token)}>{say(token ? 'byPassword' : 'byToken')}</Button>
        {!plain && <Button type="link" style={{ paddingInline: 0 }} href="/invitation">{say('invited')}</Button>}
      </div>
    </>
  )
  if (plain) return form
  return (
    <main className="sign-in">
      <Card title={<h1 className="sign-in-title">{say('title')}</h1>} extra={<Languages value={lang} label={say('language')} />}>{form}</Card>
    </main>
  )
}

/** Elsewhere is the way over an identity provider, where there is one: it leaves the page and comes back to it, or is kept apart from it by a tab of its own. */
function Elsewhere({ keep }: { keep: boolean | undefined }) {
  const say = useSay()
  const ways = useGet('/session/ways')
  const there = ways.data?.ways.filter((way) => way.start) ?? []
  if (there.length === 0) return null
  return (
    <>
      {there.map((way) => (
        <Button key={way.way} type="primary" block target={keep ? '_blank' : undefined} href={`${way.start}?to=${encodeURIComponent(keep ? '/account' : window.location.pathname)}`}>
          {say(keep ? 'tab' : 'at', { name: way.name ?? '' })}
        </Button>
      ))}
      <Divider plain>{say('or')}</Divider>
    </>
  )
}
