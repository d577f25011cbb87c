import type { Obligation } from '../../api/books'
import { address } from '../../parts/address'

/** Duties across accounts that a manager looks for: what waits for a signature, and money that is due. */
export const signatures = ['sign_first', 'sign_last', 'decide_special', 'approve_limit', 'settle_review'] as const
export const money = ['collect_last', 'collect', 'collect_plan', 'remit'] as const

export interface Count {
  duty: string
  open: number
  late: number
}

/** counts say how many of each of these duties are open, and how many of them too late; those without any are left out. */
export function counts(owed: Pick<Obligation, 'duty' | 'breached_at' | 'annulled'>[], duties: readonly string[]): Count[] {
  return duties.map((duty) => {
    const of = owed.filter((o) => o.duty === duty)
    return { duty, open: of.length, late: of.filter((o) => o.breached_at && !o.annulled).length }
  }).filter((c) => c.open > 0)
}

/** The list of open duties of one kind across accounts. */
export const listOf = (duty: string, late?: boolean) => address('/obligations', { kind: 'credit', duty, late })
