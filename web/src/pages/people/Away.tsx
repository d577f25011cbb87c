import type { components } from '../../api/schema'
import { useGet } from '../../api/query'
import { Person } from '../../parts/People'
import { Tag } from '../../parts/Tag'
import { day, houseZone, toWall } from '../../parts/time'
import { speech } from '../../words'
import { awayOn } from './terms'

const useSay = speech({
  until: ['缺勤至 {{day}}', '缺勤至 {{day}}', 'Away until {{day}}'],
  away: ['缺勤', '缺勤', 'Away'],
  stands: ['代理人', '代理人', 'Stands in'],
})

export type Absence = components['schemas']['Absence']

/** today is the date in the business zone. */
export const today = () => day(toWall(Date.now(), houseZone))

/** useAbsences are when somebody is and was away, the first time first. */
export const useAbsences = (id: string) => useGet('/staff/{id}/absences', { path: { id }, query: { limit: 200 } }, { staleTime: 60_000 })

/** Away says that somebody is away today, until when, and who stands in; nothing of whoever is here. */
export function Away({ id }: { id: string }) {
  const say = useSay()
  const { data } = useAbsences(id)
  const now = awayOn(data?.items ?? [], today())
  if (!now) return null
  return (
    <>
      <Tag color="gold">{now.to ? say('until', { day: now.to }) : say('away')}</Tag>
      {now.substitute && <span className="muted">{say('stands')} <Person id={now.substitute} /></span>}
    </>
  )
}
