import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../api/client'

/** useEvents reads what happened in a case, page by page from the beginning. */
export function useEvents(id: string) {
  return useInfiniteQuery({
    queryKey: ['/cases/{id}/events', { path: { id } }],
    initialPageParam: '',
    queryFn: async ({ pageParam }) =>
      (await api.GET('/cases/{id}/events', { params: { path: { id }, query: { limit: 200, cursor: pageParam || undefined } } })).data!,
    getNextPageParam: (last) => last.next,
  })
}
