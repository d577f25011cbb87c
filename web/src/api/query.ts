import { keepPreviousData, QueryClient, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { api } from './client'
import { isProblem } from './problem'
import type { paths } from './schema'

type Gets = { [P in keyof paths]: paths[P] extends { get: { responses: { 200: { content: { 'application/json': unknown } } } } } ? P : never }[keyof paths]
type Op<P extends Gets> = paths[P] extends { get: infer G } ? G : never

/** What a GET of a path answers. */
export type Answer<P extends Gets> = Op<P> extends { responses: { 200: { content: { 'application/json': infer T } } } } ? T : never
/** Its parameters: path and query. */
export type Ask<P extends Gets> = {
  path?: Op<P> extends { parameters: { path: infer T } } ? T : undefined
  query?: Op<P> extends { parameters: { query?: infer T } } ? T : undefined
}
export type { Gets }

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => isProblem(error) && error.again && count < 3,
    },
  },
})

/** The one shape of keys: address, then parameters. The change stream finds queries by it. */
export function asking<P extends Gets>(path: P, ask: Ask<P> = {}) {
  return queryOptions({
    queryKey: [path, ask] as const,
    queryFn: async ({ signal }) => {
      const { data } = await (api.GET as (p: string, o: object) => Promise<{ data?: unknown }>)(path, { params: ask, signal })
      return data as Answer<P>
    },
  })
}

/** useGet reads a path and keeps what it showed while the next answer is on its way. `every` says after how many milliseconds it is read again. */
export function useGet<P extends Gets>(path: P, ask: Ask<P> = {}, options: { enabled?: boolean; staleTime?: number; every?: (answer: Answer<P> | undefined) => number | false } = {}): UseQueryResult<Answer<P>> {
  const { every, ...rest } = options
  const refetchInterval = every && ((query: { state: { data: unknown } }) => every(query.state.data as Answer<P> | undefined))
  return useQuery({ ...asking(path, ask), placeholderData: keepPreviousData, ...rest, refetchInterval })
}
