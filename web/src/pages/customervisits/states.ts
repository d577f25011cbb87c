/** The statuses in which a visit can stand, in the order of its life. */
export const statuses = ['planned', 'appointed', 'prepared', 'made', 'overdue', 'reported', 'follow_ups', 'completed', 'cancelled', 'voided'] as const

/** What a visit can be for, whatever the policy. */
export const purposes = [
  'market_research', 'competitors', 'customer_care', 'contact_care', 'new_customers', 'new_products', 'coverage', 'needs', 'marketing', 'relationship', 'information',
  'problem_solving', 'satisfaction', 'interview', 'key_account',
] as const

/** In which ways visits are shown; the list unless the address says another. */
export const views = ['list', 'calendar', 'reports'] as const
export type View = (typeof views)[number]
export const viewOf = (asked: string | undefined): View => views.find((v) => v === asked) ?? 'list'
