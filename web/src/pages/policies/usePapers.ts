import { useUnits } from '../../api/books'
import { useGet } from '../../api/query'
import { useItems } from '../../parts/items'

/** usePapers says what the documents of a policy for files are called, where the reader sees a unit that runs it. */
export function usePapers(policy: string): (code: string) => string {
  const profiles = useGet('/profiles', {}, { staleTime: 60_000 }).data?.items.filter((p) => p.archive === policy).map((p) => p.id)
  const unit = useUnits().data?.items.find((u) => u.profile && profiles?.includes(u.profile))
  return useItems(unit?.id ?? '', Boolean(unit))
}
