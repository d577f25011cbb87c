import { Skeleton } from 'antd'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { Act } from './Act'
import { today, useAbsences, type Absence } from './Away'

const useSay = speech({
  none: ['没有登记过缺勤。', '沒有登記過缺勤。', 'No absence was recorded.'],
  open: ['未定', '未定', 'not known yet'],
  now: ['正在缺勤', '正在缺勤', 'Away now'],
  coming: ['尚未开始', '尚未開始', 'To come'],
  stands: ['代理人', '代理人', 'Stands in'],
  nobody: ['无代理人', '無代理人', 'Nobody stands in'],
  recorded: ['{{at}} 登记', '{{at}} 登記', 'recorded {{at}}'],
  ended: ['{{at}} 销假', '{{at}} 銷假', 'end recorded {{at}}'],
})

/** Absences are when somebody is and was away, and who stands in; the latest first. */
export function Absences({ id, unit }: { id: string; unit?: string }) {
  const say = useSay()
  const { data, error, isPending, refetch } = useAbsences(id)
  if (isPending) return <Skeleton active />
  if (!data) return <ProblemNote error={error} retry={() => void refetch()} />
  const all = [...data.items].sort((a, b) => b.from.localeCompare(a.from))
  return (
    <div className="stack">
      {all.length === 0 ? <span className="muted">{say('none')}</span> : <ul className="rows">{all.map((a) => <li key={a.id}><One of={a} /></li>)}</ul>}
      <div><Act action="record_absence" ids={{ id }} unit={unit} start={{ from: today() }} small /></div>
    </div>
  )
}

function One({ of: a }: { of: Absence }) {
  const say = useSay()
  const over = Boolean(a.to && a.to < today())
  return (
    <div className="ends">
      <div>
        <div className="line">
          <span>{a.from} – {a.to ?? say('open')}</span>
          {!over && <Tag color={a.from > today() ? 'blue' : 'gold'}>{say(a.from > today() ? 'coming' : 'now')}</Tag>}
        </div>
        <div>{a.substitute ? <>{say('stands')} <Person id={a.substitute} /></> : <span className="muted">{say('nobody')}</span>}</div>
        <div className="muted">{say('recorded', { at: wall(a.recorded_at) })} <Person id={a.recorded_by} />{a.ended_at && <> · {say('ended', { at: wall(a.ended_at) })}</>}</div>
      </div>
      {!over && <Act action="end_absence" ids={{ id: a.staff, absence: a.id }} about={a.from} small start={{ to: today() }} />}
    </div>
  )
}
