/** The parts of the desk, in the order of the menu. */
const everyday = ['work', 'inbox', 'complaints', 'archives', 'loans', 'retentions', 'returnvisits', 'leads', 'credits', 'erasures', 'entries', 'manager', 'policies', 'imports', 'people'] as const
export type Section = (typeof everyday)[number] | 'audit'

// Carebook's own role, which reads what was audited and sees no business by it.
const auditor = 'auditor'

/** sectionsOf are the parts that are somebody's by the roles held. */
export function sectionsOf(roles: { role: string }[]): Section[] {
  const audits = roles.some(({ role }) => role === auditor)
  const works = !audits || roles.some(({ role }) => role !== auditor)
  return [...(works ? everyday : []), ...(audits ? ['audit' as const] : [])]
}
