import { shifted } from '../../parts/month'

/** The statuses in which a month can stand, in the order of its life. */
export const statuses = ['draft', 'submitted', 'sent_back', 'approved', 'completed', 'voided'] as const

/** The month that is planned on a day: the next one, since a plan is handed in before its month begins. */
export const planned = (today: string): string => shifted(today.slice(0, 7), 1)

/** What is recorded where a policy counts: a road show is counted by its leads, and who is on duty there is said as well. Visits are counted from themselves. */
export function recorded(quotas: string[]): string[] {
  const kinds = quotas.filter((q) => q !== 'visits')
  return kinds.includes('lead') ? [...kinds, 'show_duty'] : kinds
}
