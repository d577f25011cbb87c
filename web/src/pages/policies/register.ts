import type { Answer } from '../../api/query'

export type RegisterClause = Answer<'/clauses'>['items'][number]
export type Kept = RegisterClause['kept']

export const kepts: Kept[] = ['enforced', 'recorded', 'stated']

export interface Sought {
  words?: string
  family?: string
  kept?: string
}

/** matching are the clauses in which every word that was typed stands: in the id, the title, or what is left to people. */
export function matching(all: RegisterClause[], sought: Sought): RegisterClause[] {
  const words = (sought.words ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter((c) => {
    if (sought.family && c.family !== sought.family) return false
    if (sought.kept && c.kept !== sought.kept) return false
    const text = `${c.id} ${c.title} ${c.but ?? ''}`.toLowerCase()
    return words.every((w) => text.includes(w))
  })
}

/** counted says how many there are of each value. */
export function counted<T>(all: T[], of: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1)
  return counts
}
