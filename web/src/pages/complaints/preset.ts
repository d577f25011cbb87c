interface Unit { id: string; profile?: string }

/**
 * preset is the unit that an intake begins with: the one that runs policies, when there is one; else the customer's; else the
 * one in which the reader works. With several left nobody guesses.
 */
export function preset(units: Unit[], roles: { unit: string }[], customers: string | undefined): string | undefined {
  const able = units.filter((u) => u.profile).map((u) => u.id)
  if (able.length === 1) return able[0]
  if (customers && able.includes(customers)) return customers
  const mine = able.filter((id) => roles.some((r) => r.unit === id))
  return mine.length === 1 ? mine[0] : undefined
}
