import { Alert, Card } from 'antd'
import { useLocation, useParams } from 'react-router'
import { useMe, useStaff } from '../../api/books'
import { useGet } from '../../api/query'
import { PageHead } from '../../parts/PageHead'
import { Waiting } from '../../parts/CasePage'
import { speech } from '../../words'
import { Absences } from './Absences'
import { Act } from './Act'
import { useAdministers } from './administers'
import { Away } from './Away'
import { HandOvers } from './HandOvers'
import { Open } from './Open'
import { Proposals } from './Proposals'
import { Roles } from './Roles'
import { Superiors } from './Superiors'

const useSay = speech({
  without: ['尚无岗位的人员', '尚無崗位的人員', 'Somebody without a role'],
  left: ['此人现在没有岗位：尚未授予，或已离职。', '此人現在沒有崗位：尚未授予，或已離職。', 'This person holds no role now: none was given yet, or the person has left.'],
  roles: ['岗位', '崗位', 'Roles'],
  superiors: ['上级', '上級', 'Superiors'],
  absences: ['缺勤与代理', '缺勤與代理', 'Absences, and who stands in'],
  open: ['名下未办事项', '名下未辦事項', 'What is open in this person’s name'],
  handOvers: ['移交', '移交', 'Hand-overs'],
})

/** One member of staff: roles, superiors, absences, and for administrators what is open with the person and where it goes. */
export function Page() {
  const { id = '' } = useParams()
  const roles = useGet('/staff/{id}/roles', { path: { id } })
  if (!roles.data || roles.isPlaceholderData) return <Waiting error={roles.error} retry={() => void roles.refetch()} />
  return <Somebody key={id} id={id} terms={roles.data.items} />
}

function Somebody({ id, terms }: { id: string; terms: Parameters<typeof Roles>[0]['of'] }) {
  const say = useSay()
  const administers = useAdministers()
  const me = useMe().data?.id
  const staff = useStaff().data
  const sent = (useLocation().state ?? {}) as { name?: string; code?: string }
  const found = staff?.find((s) => s.id === id)
  const { name, code } = found ?? { name: sent.name ?? (staff ? say('without') : '…'), code: sent.code }
  const unit = found?.roles[0]?.unit
  const others = administers && id !== me
  return (
    <div className="page">
      <PageHead title={name}>
        {code && <span className="muted">{code}</span>}
        {found && <Away id={id} />}
        {others && <Act action="propose_role" ids={{ id }} start={unit ? { unit } : undefined} />}
        {others && found && <Act action="leave" ids={{ id }} />}
      </PageHead>
      <div className="columns">
        <div className="stack">
          {staff && !found && <Alert type="info" showIcon title={say('left')} />}
          {administers && <Proposals staff={id} />}
          <Card size="small" title={<h2>{say('roles')}</h2>}><Roles id={id} of={terms} ends={others} /></Card>
          {administers && <Card size="small" title={<h2>{say('open')}</h2>}><Open id={id} /></Card>}
          {administers && <Card size="small" title={<h2>{say('handOvers')}</h2>}><HandOvers id={id} orders={others} /></Card>}
        </div>
        <div className="stack">
          {found && <Card size="small" title={<h2>{say('absences')}</h2>}><Absences id={id} unit={unit} /></Card>}
          <Card size="small" title={<h2>{say('superiors')}</h2>}><Superiors id={id} sets={administers} /></Card>
        </div>
      </div>
    </div>
  )
}
