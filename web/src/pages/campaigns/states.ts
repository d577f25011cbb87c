/** The statuses in which a campaign can stand, in the order of its life. */
export const statuses = ['listing', 'greeting', 'completed', 'cancelled', 'voided'] as const

/** For what customers are greeted, whatever the policy. */
export const occasions = ['festivals', 'birthdays', 'nodes', 'news'] as const

/** How a greeting stands, and what came of it. */
export const greetingStates = ['open', 'paused', 'fulfilled', 'cancelled'] as const
export const outcomes = ['greeted', 'not_reached'] as const
