/** The parts of the printed form, in the order in which they stand on it. */
export const parts = ['content', 'handling', 'decision', 'answer', 'closing'] as const

export type Part = (typeof parts)[number]

const places: Record<string, Part> = {
  opened: 'content', reopened: 'content',
  approved: 'decision', returned: 'decision', dismissed: 'decision',
  told: 'answer', accepted: 'answer', rejected: 'answer', replied: 'answer', objected: 'answer',
  closed: 'closing', result_reported: 'closing', tracked: 'closing', collected: 'closing', form_signed: 'closing', routed: 'closing', settled: 'closing', reviewed: 'closing',
  liability_held: 'closing', revisited: 'closing', dissatisfied: 'closing', revisit_waived: 'closing', voided: 'closing', withdrawn: 'closing', merged: 'closing',
}

/** part is where on the form the texts of an event stand; whatever isn't named is work on the case. */
export const part = (event: string): Part => places[event] ?? 'handling'
