import type { Campaign, Obligation } from '../../api/books'

type Clocked = Pick<Campaign, 'listed' | 'ended'> & { obligations: Pick<Obligation, 'duty' | 'state' | 'due_at'>[] }

/**
 * endOf is when a campaign is over at the latest: when the last of its open pages is. Nobody knows while customers are still gone
 * through, and of one that stands still or has ended there is none.
 */
export function endOf(c: Clocked): string | undefined {
  if (c.ended || !c.listed) return undefined
  const pages = c.obligations.filter((o) => o.duty === 'greet' && o.state === 'open')
  return pages.reduce<string | undefined>((last, { due_at }) => (last === undefined || Date.parse(due_at) > Date.parse(last) ? due_at : last), undefined)
}

/** leftOut are the reasons for which customers aren't greeted, the most frequent first, and how many that are together. */
export function leftOut(of: Record<string, number>): { reasons: { reason: string; n: number }[]; all: number } {
  const reasons = Object.entries(of).map(([reason, n]) => ({ reason, n })).filter(({ n }) => n > 0).sort((a, b) => b.n - a.n || a.reason.localeCompare(b.reason))
  return { reasons, all: reasons.reduce((sum, { n }) => sum + n, 0) }
}
