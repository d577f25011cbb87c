import { Alert, Card } from 'antd'
import { Link } from 'react-router'
import { useMe } from '../../api/books'
import { useGet } from '../../api/query'
import type { components } from '../../api/schema'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useMarks } from '../../words/marks'
import { Act } from './Act'
import { Place } from './Held'
import { Named } from './Named'

const useSay = speech({
  title: ['待确认的岗位（{{n}}）', '待確認的崗位（{{n}}）', 'Roles to be confirmed ({{n}})'],
  by: ['{{at}} 提出', '{{at}} 提出', 'proposed {{at}}'],
  back: ['撤回', '撤回', 'Take it back'],
  own: ['由您提出：须由另一位管理员确认。', '由您提出：須由另一位管理員確認。', 'You proposed it: another administrator has to confirm it.'],
  self: ['这是您自己的岗位：须由另外两位管理员办理。', '這是您自己的崗位：須由另外兩位管理員辦理。', 'It would be your own: two other administrators decide on it.'],
  from: ['自 {{at}} 起', '自 {{at}} 起', 'from {{at}}'],
  to: ['至 {{at}}', '至 {{at}}', 'until {{at}}'],
})

type Proposal = components['schemas']['RoleProposal']

/** Proposals are the roles that wait for a second administrator where the reader is one; of one person, when one is named. */
export function Proposals({ staff }: { staff?: string }) {
  const say = useSay()
  const { data, error, refetch } = useGet('/role-proposals')
  const waiting = data?.items.filter((p) => !staff || p.staff === staff) ?? []
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (waiting.length === 0) return null
  return (
    <Card size="small" className="proposals" title={<h2>{say('title', { n: waiting.length })}</h2>}>
      <ul className="rows">{waiting.map((p) => <li key={p.id}><Waiting of={p} named={!staff} /></li>)}</ul>
    </Card>
  )
}

function Waiting({ of: p, named }: { of: Proposal; named: boolean }) {
  const say = useSay()
  const mark = useMarks()
  const me = useMe().data?.id
  const [own, self] = [p.proposed_by === me, p.staff === me]
  return (
    <div className="stack visit-card">
      <div className="line">
        {named && <Link className="in-text" to={`/people/${p.staff}`}><Named id={p.staff} /></Link>}
        <strong>{p.title}</strong>
        <span><Place unit={p.unit} department={p.department} /></span>
        {p.from && <span>{say('from', { at: wall(p.from) })}</span>}
        {p.to && <span>{say('to', { at: wall(p.to) })}</span>}
        <span className="muted"><Person id={p.proposed_by} />{mark('and')}{say('by', { at: wall(p.proposed_at) })}</span>
      </div>
      {(own || self) && <Alert type="info" showIcon title={say(own ? 'own' : 'self')} />}
      <div className="line">
        {!own && !self && <Act action="confirm_role" ids={{ id: p.id }} primary small about={p.title} />}
        <Act action="reject_role" ids={{ id: p.id }} small about={p.title} label={own ? say('back') : undefined} />
      </div>
    </div>
  )
}
