/** The statuses in which a lead can stand, in the order of its life. */
export const statuses = [
  'new', 'valid', 'contacted', 'cycling', 'visited', 'asleep', 'lapsed', 'won', 'given_up', 'cancelled', 'voided',
] as const

/** Where leads can come from, whatever the policy, and the classes of visitors. */
export const sources = ['call_in', 'visitor', 'introduced', 'vip', 'card', 'prospect'] as const
export const classes = ['a', 'b', 'c', 'd'] as const
