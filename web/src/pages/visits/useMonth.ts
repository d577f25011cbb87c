import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { VisitItem } from '../../api/books'
import { api } from '../../api/client'
import type { Ask } from '../../api/query'
import { fromWall, houseZone, monthOf } from '../../parts/time'

/** As many as a month shows; whoever has more looks at one unit. */
export const atMost = 600

export type MonthAsk = Omit<NonNullable<Ask<'/return-visits'>['query']>, 'limit' | 'cursor' | 'due_from' | 'due_before' | 'sort'>

/** useMonth are the visits that are due in a month, all pages of them up to `atMost`. */
export function useMonth(month: string, asked: MonthAsk) {
  return useQuery({
    queryKey: ['/return-visits', 'month', month, asked],
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    queryFn: async ({ signal }) => {
      const [first, end] = monthOf(`${month}-01`)
      const [due_from, due_before] = [first, end].map((d) => fromWall(`${d}T00:00`, houseZone))
      const items: VisitItem[] = []
      let cursor: string | undefined
      do {
        const { data } = await api.GET('/return-visits', { params: { query: { ...asked, due_from, due_before, sort: 'due_at', limit: 200, cursor } }, signal })
        items.push(...data!.items)
        cursor = data!.next
      } while (cursor && items.length < atMost)
      return { items, more: Boolean(cursor) }
    },
  })
}
