import type { LedgerEntry } from '../../api/books'
import type { entryForms } from '../../actions/forms'

export type Decision = keyof typeof entryForms

/** Entries that wait for a decision that the reader may take; `more` when there are others beyond these. */
export interface Waiting {
  ids: Set<string>
  more: boolean
}

/** What the reader is offered on an entry in its state; whether he may take a decision back is the service's to say. */
export function decisions(e: Pick<LedgerEntry, 'id' | 'state' | 'contra_of'>, mine: Waiting): Decision[] {
  switch (e.state) {
    case 'proposed':
    case 'needs_review':
    case 'review':
      return mine.more || mine.ids.has(e.id) ? ['confirm', 'reject'] : []
    case 'confirmed':
      return e.contra_of ? [] : ['reverse']
  }
  return []
}

/** What the form of a decision depends on: a pay cut is a part of pay, other entries without an amount get one by hand. */
export const startOf = (e: Pick<LedgerEntry, 'kind' | 'amount' | 'state' | 'fine'>) => ({
  part: e.kind === 'pay_cut', priced: e.amount !== undefined || e.kind === 'pay_cut', review: e.state === 'review', percent: e.fine?.percent,
})
