import type { components } from '../../api/schema'
import { useNow } from '../../parts/clock'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { Act } from './Act'
import { Place } from './Held'
import { byStanding, standing, type Standing } from './terms'

const useSay = speech({
  none: ['还没有岗位。岗位由一位管理员提出，另一位确认。', '還沒有崗位。崗位由一位管理員提出，另一位確認。', 'No roles yet. One administrator proposes a role, another confirms it.'],
  coming: ['尚未开始', '尚未開始', 'To come'],
  held: ['在任', '在任', 'Held'],
  ending: ['在任', '在任', 'Held'],
  over: ['已结束', '已結束', 'Over'],
  from: ['自 {{at}}', '自 {{at}}', 'from {{at}}'],
  to: ['至 {{at}}', '至 {{at}}', 'until {{at}}'],
})

const colors: Record<Standing, string> = { coming: 'blue', held: 'green', ending: 'gold', over: '' }

/** Roles are all that somebody holds, held or will hold, and where. */
export function Roles({ id, of, ends }: { id: string; of: components['schemas']['RoleTerm'][]; ends: boolean }) {
  const say = useSay()
  const now = useNow()
  if (of.length === 0) return <span className="muted">{say('none')}</span>
  return (
    <ul className="rows">
      {byStanding(of, now).map((r) => {
        const stands = standing(r, now)
        return (
          <li key={r.id} className="ends">
            <div>
              <div className="line"><strong>{r.title}</strong><Tag color={colors[stands]}>{say(stands)}</Tag></div>
              <div className="muted"><Place unit={r.unit} department={r.department} /> · {say('from', { at: wall(r.from) })}{r.to && ` ${say('to', { at: wall(r.to) })}`}</div>
            </div>
            {ends && stands !== 'over' && <Act action="end_role" ids={{ id, role: r.id }} about={r.title} small />}
          </li>
        )
      })}
    </ul>
  )
}
