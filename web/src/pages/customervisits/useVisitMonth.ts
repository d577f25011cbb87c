import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CustomerVisitItem } from '../../api/books'
import { api } from '../../api/client'
import type { Ask } from '../../api/query'
import { fromWall, houseZone, monthOf } from '../../parts/time'

/** As many as a month shows of each, agreed and made; whoever has more looks at one unit or person. */
export const atMost = 400

type Asked = NonNullable<Ask<'/visits'>['query']>
export type MonthAsk = Omit<Asked, 'limit' | 'cursor' | 'sort' | 'appointed_from' | 'appointed_before' | 'visited_from' | 'visited_before'>

/** useVisitMonth are the visits that are agreed for a month, or were made in it. */
export function useVisitMonth(month: string, asked: MonthAsk) {
  return useQuery({
    queryKey: ['/visits', 'month', month, asked],
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    queryFn: async ({ signal }) => {
      const [from, before] = monthOf(`${month}-01`).map((d) => fromWall(`${d}T00:00`, houseZone))
      const lists = await Promise.all([
        pages({ ...asked, appointed_from: from, appointed_before: before }, signal), pages({ ...asked, visited_from: from, visited_before: before }, signal),
      ])
      return { items: lists.flatMap((l) => l.items), more: lists.some((l) => l.more) }
    },
  })
}

/** All pages of a list, up to `atMost`. */
async function pages(query: Asked, signal: AbortSignal) {
  const items: CustomerVisitItem[] = []
  let cursor: string | undefined
  do {
    const { data } = await api.GET('/visits', { params: { query: { ...query, limit: 200, cursor } }, signal })
    items.push(...data!.items)
    cursor = data!.next
  } while (cursor && items.length < atMost)
  return { items, more: Boolean(cursor) }
}
