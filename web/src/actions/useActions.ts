import { useGet } from '../api/query'

/** useActions asks the running case what can be done in it now, and what of that the reader may do. */
export function useActions(id: string | undefined) {
  return useGet('/cases/{id}/actions', { path: { id: id ?? '' } }, { enabled: Boolean(id) })
}
