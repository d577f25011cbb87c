/** The parts of the desk, in the order of the menu. */
const everyday = ['work', 'inbox', 'complaints', 'archives', 'loans', 'retentions', 'returnvisits', 'visits', 'visitplans', 'campaigns', 'schedules', 'leads', 'credits', 'erasures', 'entries', 'manager', 'policies', 'imports', 'people'] as const
export type Section = (typeof everyday)[number] | 'outbox' | 'audit'

// Carebook's own roles: who reads what was audited and sees no business by it, and who looks after what leaves the house.
const auditor = 'auditor'
const administrator = 'administrator'

/** sectionsOf are the parts that are somebody's by the roles held. */
export function sectionsOf(roles: { role: string }[]): Section[] {
  const works = roles.length === 0 || roles.some(({ role }) => role !== auditor)
  const holds = (role: string) => roles.some((r) => r.role === role)
  return [...(works ? everyday : []), ...(holds(administrator) ? ['outbox' as const] : []), ...(holds(auditor) ? ['audit' as const] : [])]
}
