import type { CustomerVisitItem } from '../../api/books'
import { byDay } from '../../parts/month'
import { day } from '../../parts/time'

type Dated = Pick<CustomerVisitItem, 'id' | 'status' | 'ended' | 'late' | 'appointed_at' | 'visited_at'>

/** momentOf is when a visit was made, or else what it is agreed for. */
export const momentOf = (v: Pick<CustomerVisitItem, 'appointed_at' | 'visited_at'>): string | undefined => v.visited_at ?? v.appointed_at

// Nobody goes there any more.
const off = new Set(['cancelled', 'voided'])

/** onDays puts the visits of a month under their days, by the clock; one that was listed twice stands once. */
export function onDays<T extends Dated>(visits: T[], month: string): Map<string, T[]> {
  const once = [...new Map(visits.map((v) => [v.id, v])).values()]
  const here = once.filter((v) => !off.has(v.status) && momentOf(v)?.startsWith(month))
  here.sort((a, b) => Date.parse(momentOf(a)!) - Date.parse(momentOf(b)!) || a.id.localeCompare(b.id))
  return byDay(here, (v) => day(momentOf(v)!))
}

/** toneOf is what a calendar says of a visit at once: its time is over, or it is done with. */
export function toneOf(v: Dated, now: number): 'late' | 'done' | undefined {
  if (v.ended) return 'done'
  if (v.status === 'overdue' || v.late) return 'late'
  return !v.visited_at && v.appointed_at && Date.parse(v.appointed_at) < now ? 'late' : undefined
}
