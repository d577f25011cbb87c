/** The columns of the board: the states of a running complaint in their order; the customer's yes and our no stand side by side. */
export const columns = [['registered'], ['classified'], ['assigned'], ['reported'], ['approved'], ['told'], ['accepted', 'not_upheld'], ['closed']] as const

export type Running = (typeof columns)[number][number]

/** Every status, those in which a complaint has ended last. */
export const statuses = [...columns.flat(), 'completed', 'voided', 'withdrawn', 'merged']

export const severities = ['ordinary', 'important', 'major']

export const severityColors: Record<string, string> = { ordinary: 'default', important: 'gold', major: 'red' }

interface Count { unit: string; kind: string; status: string; count: number }

/** open counts the running complaints in some states, in one unit or in all. */
export function open(figures: Count[], states: readonly string[], unit: string | undefined): number {
  return figures.filter((f) => f.kind === 'complaint' && states.includes(f.status) && (!unit || f.unit === unit)).reduce((n, f) => n + f.count, 0)
}
