import type { Credit, Obligation } from '../../api/books'
import type { components } from '../../api/schema'

type Request = components['schemas']['CreditRequest']

// The duty that somebody owes while a request waits, and the steps that can be taken on it, by the way in which it waits.
const duties: Record<string, string> = { first: 'sign_first', last: 'sign_last', special: 'decide_special', prepay: 'remit' }
const steps: Record<string, string[]> = { first: ['sign_first', 'plan'], last: ['sign_last', 'plan'], special: ['decide_special'], prepay: ['plan', 'pay'] }

/** Something on which somebody has to act: a request that waits, or a decision that is reviewed. */
export interface Wait {
  reference: string
  /** Absent when the decision under review isn't among those that wait. */
  request?: Request
  review: boolean
  duty?: Obligation
  steps: string[]
}

const open = (o: Obligation) => o.state === 'open' || o.state === 'paused'

/** waits are what somebody has to act on, in the order in which it was asked for; reviews of decisions stand behind. */
export function waits({ requests, obligations }: Pick<Credit, 'requests' | 'obligations'>): Wait[] {
  const owed = (duty: string | undefined, item: string) => obligations.find((o) => o.duty === duty && o.item === item && open(o))
  const reviews = obligations.filter((o) => o.duty === 'settle_review' && open(o))
  const asked = [...requests].sort((a, b) => a.requested_at.localeCompare(b.requested_at))
  return [
    ...asked.map((r): Wait => ({ reference: r.reference, request: r, review: false, duty: owed(duties[r.way ?? ''], r.reference), steps: steps[r.way ?? ''] ?? [] })),
    ...reviews.map((o): Wait => ({ reference: o.item ?? '', request: requests.find((r) => r.reference === o.item), review: true, duty: o, steps: ['settle_review'] })),
  ]
}
