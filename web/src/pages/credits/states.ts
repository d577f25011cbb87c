/** The states that an account goes through. */
export const statuses = ['not_eligible', 'eligible', 'account_closed', 'voided'] as const
