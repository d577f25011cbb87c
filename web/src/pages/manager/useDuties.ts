import { useQueries } from '@tanstack/react-query'
import { asking, useGet } from '../../api/query'

const within = /\.duties\.([^.[]+)/

/** useDuties are the names of all duties that policies in force know, once asked for. */
export function useDuties(enabled: boolean): string[] {
  const policies = useGet('/policies', {}, { enabled })
  const read = useQueries({ queries: (policies.data?.items ?? []).map((p) => ({ ...asking('/policies/{id}', { path: { id: p.id } }), staleTime: Infinity, enabled })) })
  const names = read.flatMap((q) => q.data?.numbers ?? []).flatMap((n) => within.exec(n.key)?.[1] ?? [])
  return [...new Set(names)]
}
