import { useQuery } from '@tanstack/react-query'
import type { Archive, ArchiveItem } from '../../api/books'
import { api } from '../../api/client'
import { asking, queries } from '../../api/query'
import { day } from '../../parts/time'
import { around, onDay } from './sheet'

/** What a sheet of the register is of: chosen files, or what a unit's people signed for on a day. */
export interface Of {
  ids: string[]
  unit?: string
  on?: string
}

const atOnce = 8

/** useSheet reads the files of a sheet, each with its papers and signatures. */
export function useSheet(of: Of) {
  return useQuery({
    queryKey: ['/archives', 'sheet', of],
    enabled: of.ids.length > 0 || Boolean(of.unit && of.on),
    queryFn: async ({ signal }) => {
      const all = await read(of.ids.length > 0 ? of.ids : await changedSince(of.unit!, of.on!, signal))
      return of.ids.length > 0 ? all : all.filter((a) => onDay(a, of.on!)).sort((a, b) => a.number.localeCompare(b.number))
    },
  })
}

/** A few at a time: the service limits what runs for one person at once. */
async function read(ids: string[]): Promise<Archive[]> {
  const all: Archive[] = []
  for (let i = 0; i < ids.length; i += atOnce) {
    all.push(...(await Promise.all(ids.slice(i, i + atOnce).map((id) => queries.fetchQuery(asking('/archives/{id}', { path: { id } }))))))
  }
  return all
}

/** Ids of the unit's files that were open on a day and have changed since then began, the last change first. */
async function changedSince(unit: string, on: string, signal: AbortSignal): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const query = { unit, sort: '-updated_at' as const, limit: 200, cursor }
    const page: { items: ArchiveItem[]; next?: string } = (await api.GET('/archives', { params: { query }, signal })).data!
    ids.push(...page.items.filter((a) => around(a, on)).map((a) => a.id))
    const last = page.items.at(-1)
    cursor = last && day(last.updated_at) >= on ? page.next : undefined
  } while (cursor)
  return ids
}
