import { Button } from 'antd'
import { useAttempt } from '../../actions/attempt'
import { api } from '../../api/client'
import { useGet } from '../../api/query'
import { ProblemNote } from '../../parts/ProblemNote'
import { useTry } from '../../parts/signin/useTry'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { Part } from './Part'

const useSay = speech({
  title: ['公司统一登录', '公司統一登入', 'The company’s sign-in'],
  none: ['还没有关联的身份。', '還沒有關聯的身分。', 'No identity is linked yet.'],
  linked: ['{{at}} 关联', '{{at}} 關聯', 'linked {{at}}'],
  link: ['与 {{name}} 关联', '與 {{name}} 關聯', 'Link with {{name}}'],
  end: ['解除关联', '解除關聯', 'Unlink'],
  endOf: ['解除与 {{name}} 的关联', '解除與 {{name}} 的關聯', 'Unlink {{name}}'],
})

/** Identities are who somebody is at the company's identity provider; nothing where none is set up. */
export function Identities({ me, inPerson }: { me: string; inPerson: boolean }) {
  const say = useSay()
  const ways = useGet('/session/ways')
  const there = ways.data?.ways.find((way) => way.way === 'oidc')
  const linked = useGet('/staff/{id}/identities', { path: { id: me }, query: { limit: 50 } }, { enabled: there !== undefined })
  const { attempt, busy, error } = useAttempt()
  const going = useTry()
  if (!there) return null
  const go = () => void going.run(async () => window.location.assign((await api.POST('/session/oidc/link', { body: { to: '/account' } })).data!.go))
  const open = linked.data?.items.filter((i) => !i.ended_at) ?? []
  return (
    <Part title={say('title')}>
      <ProblemNote error={linked.error ?? error ?? going.error} />
      {linked.data && open.length === 0 && <span className="muted">{say('none')}</span>}
      <ul className="plain stack">
        {open.map((i) => (
          <li key={i.id} className="ends">
            <span className="key">{i.issuer} · {i.subject}<br /><span className="muted">{say('linked', { at: wall(i.created_at) })}</span></span>
            {inPerson && <Button danger loading={busy} aria-label={say('endOf', { name: i.subject })} onClick={() => void attempt(`/staff/${me}/identities/${i.id}/end`, {})}>{say('end')}</Button>}
          </li>
        ))}
      </ul>
      {inPerson && <div><Button loading={going.busy} onClick={go}>{say('link', { name: there.name ?? '' })}</Button></div>}
    </Part>
  )
}
