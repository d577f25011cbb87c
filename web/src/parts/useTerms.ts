import type { Credit } from '../api/books'
import { useUnits } from '../api/books'
import { useGet } from '../api/query'

export interface Terms {
  /** The clause that a value of the policy stands in, by its key without the family: window, term. */
  clause(key: string): string | undefined
  /** The roles that a value names. */
  roles(key: string): string[]
}

/** useTerms reads the edition of the policy by which an account runs. */
export function useTerms(account: Pick<Credit, 'unit' | 'edition'> | undefined): Terms {
  const profile = useUnits().data?.items.find((u) => u.id === account?.unit)?.profile
  const profiles = useGet('/profiles', {}, { staleTime: Infinity })
  const id = profiles.data?.items.find((p) => p.id === profile)?.credit
  const { data } = useGet('/policies/{id}', { path: { id: id ?? '' }, query: { edition: account?.edition } }, { enabled: Boolean(id && account), staleTime: Infinity })
  const of = (key: string) => data?.numbers.find((n) => n.key === `credit.${key}`)
  return { clause: (key) => of(key)?.clause, roles: (key) => of(key)?.value.split(', ') ?? [] }
}
