/** The statuses in which a request for a record can stand, in the order of its life. */
export const statuses = [
  'requested', 'approved', 'reading', 'on_loan', 'overdue', 'returned', 'amended', 'disclosed', 'denied', 'withdrawn', 'lost', 'voided',
] as const

/** The kinds of records that can be asked for, whatever the policy. */
export const records = ['vehicle_file', 'customer_documents', 'order_list', 'archive', 'tenant_archive', 'visit_records', 'customer_data'] as const

/** What a record can be asked for. */
export const purposes = ['read', 'borrow', 'amend', 'disclose'] as const

/** How a record is named: by its case, its customer, or the number of a paper. */
export const ways = ['case', 'customer', 'paper'] as const
export type Named = (typeof ways)[number]

// The one kind of record that is a case of its own here.
const ofCase = 'vehicle_file'

/** How a record of a kind is named unless somebody says otherwise. */
export const namedBy = (record: string | undefined): Named => (record === ofCase ? 'case' : 'paper')

/** The parts of a body that name one record: of several that were typed in, the one that is meant. */
export function naming(by: Named, typed: { case?: string; customer?: string; paper?: string }, unit: string): Record<string, string> {
  if (by === 'case') return { case: (typed.case ?? '').trim() }
  return by === 'customer' ? { customer_id: typed.customer ?? '' } : { paper: (typed.paper ?? '').trim(), unit }
}
