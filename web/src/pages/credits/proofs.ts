import type { Credit, Event, Obligation } from '../../api/books'

/** One of the three proofs of eligibility: when it was given and by whom, or what is still owed. */
export interface Proof {
  what: 'prove_archive' | 'prove_contract' | 'prove_balance'
  at?: string
  by?: string
  /** Of the balance: the year that counts today. */
  year?: number
  /** The last duty to give it: whose it is, and by when. */
  duty?: Obligation
  /** Given, and still good today. */
  good: boolean
}

const whats = ['prove_archive', 'prove_contract', 'prove_balance'] as const

/** proofs are the three in their order. Who gave one stands in the events, as far as these were read. */
export function proofs({ eligibility: e, obligations }: Pick<Credit, 'eligibility' | 'obligations'>, events: Pick<Event, 'type' | 'occurred_at' | 'actor'>[]): Proof[] {
  const moments = { prove_archive: e.archive_proven_at, prove_contract: e.contract_proven_at, prove_balance: e.balance_proven_at }
  return whats.map((what) => {
    const at = moments[what]
    const balance = what === 'prove_balance'
    return {
      what, at, by: at && events.find((x) => x.type === 'proven' && x.occurred_at === at)?.actor,
      year: balance ? e.needed_year : undefined,
      duty: dutyOf(obligations, what, balance ? String(e.needed_year) : undefined),
      good: Boolean(at) && (!balance || (e.balance_year ?? 0) >= e.needed_year),
    }
  })
}

/** The duty of a proof: that of the year that counts, or else the last one there was. */
function dutyOf(all: Obligation[], what: string, item: string | undefined): Obligation | undefined {
  const own = all.filter((o) => o.duty === what)
  return own.find((o) => o.item === item) ?? own.at(-1)
}
