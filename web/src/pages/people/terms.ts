interface Term {
  from: string
  to?: string
}

/** Where a term stands at a moment: to come, held, with a known end, or over. The end isn't in it. */
export type Standing = 'coming' | 'held' | 'ending' | 'over'

export function standing(term: Term, now: number): Standing {
  if (term.to && Date.parse(term.to) <= now) return 'over'
  if (Date.parse(term.from) > now) return 'coming'
  return term.to ? 'ending' : 'held'
}

const order: Standing[] = ['held', 'ending', 'coming', 'over']

/** byStanding sorts terms: what counts now first, then what is to come, then what is over, each the latest first. */
export function byStanding<T extends Term>(terms: T[], now: number): T[] {
  const place = (t: T) => order.indexOf(standing(t, now))
  return [...terms].sort((a, b) => place(a) - place(b) || Date.parse(b.from) - Date.parse(a.from))
}

interface Days {
  from: string
  to?: string
}

/** awayOn is the absence of a day, if there is one; both its days are in it. */
export const awayOn = <T extends Days>(absences: T[], day: string): T | undefined =>
  absences.find((a) => a.from <= day && (!a.to || a.to >= day))

/** What of a hand-over has come to its end, in whole per cent. */
export function progress({ moved, left, refused }: { moved: number; left: number; refused: unknown[] }): number {
  const all = moved + left + refused.length
  return all === 0 ? 100 : Math.floor(((all - left) / all) * 100)
}
