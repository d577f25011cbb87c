import { Alert, Descriptions, Skeleton } from 'antd'
import { useMe } from '../../api/books'
import { useGet } from '../../api/query'
import { PageHead } from '../../parts/PageHead'
import { ProblemNote } from '../../parts/ProblemNote'
import { UnitName } from '../../parts/People'
import { speech } from '../../words'
import { Changes } from './Changes'
import { Channels } from './Channels'
import { Factor } from './Factor'
import { Identities } from './Identities'
import { Password } from './Password'
import { Sessions } from './Sessions'
import { Tokens } from './Tokens'

const useSay = speech({
  title: ['我的账户', '我的帳戶', 'My account'],
  code: ['工号', '工號', 'Staff number'],
  name: ['姓名', '姓名', 'Name'],
  roles: ['岗位', '崗位', 'Roles'],
  byToken: ['您是用令牌登录的', '您是用權杖登入的', 'You signed in with a token'],
  byTokenWhy: [
    '令牌不能更改密码、第二因素、令牌和身份。请退出，再用工号和密码登录。还没有密码的，请管理员发一份邀请。',
    '權杖不能更改密碼、第二因素、權杖和身分。請登出，再用工號和密碼登入。還沒有密碼的，請管理員發一份邀請。',
    'A token can’t change passwords, second factors, tokens and identities. Sign out, and sign in with your number and password; have an administrator invite you if you have none.',
  ],
})

/** Page is what somebody sees to of the own: how one is told, and the ways in: sessions, password, second factor, identities, tokens. */
export function Page() {
  const say = useSay()
  const me = useMe()
  const sessions = useGet('/sessions')
  const current = sessions.data?.items.find((s) => s.this_one)
  const inPerson = current !== undefined && current.how !== 'token'
  if (!me.data || !sessions.data) return <div className="page"><PageHead title={say('title')} /><ProblemNote error={me.error ?? sessions.error} retry={() => { void me.refetch(); void sessions.refetch() }} /><Skeleton active /></div>
  return (
    <div className="page">
      <PageHead title={say('title')} />
      <div className="stack">
        {!inPerson && <Alert type="info" showIcon role="status" title={say('byToken')} description={say('byTokenWhy')} />}
        <div className="tile">
          <Descriptions size="small" column={{ xs: 1, md: 3 }} items={[
            { key: 'name', label: say('name'), children: me.data.name },
            { key: 'code', label: say('code'), children: me.data.code },
            { key: 'roles', label: say('roles'), children: <span>{me.data.roles.map((r) => <span key={`${r.role} ${r.unit}`}>{r.title} · <UnitName id={r.unit} />{' '}</span>)}</span> },
          ]} />
        </div>
        <div className="figures">
          <div className="stack">
            <Sessions of={sessions.data.items} />
            <Channels />
            {inPerson && <Factor given={current.second_factor_at} />}
            <Changes of={me.data.credential_changes} />
          </div>
          <div className="stack">
            <Tokens inPerson={inPerson} />
            <Identities me={me.data.id} inPerson={inPerson} />
            {inPerson && <Password />}
          </div>
        </div>
      </div>
    </div>
  )
}
