import type { ArchiveItem, Checklist } from '../../api/books'
import type { ProblemBody } from '../../api/problem'
import type { components } from '../../api/schema'

/** Which side of the register is signed: handing over, or having received. */
export type Side = 'send' | 'receive'

/** How far one file of many has come. `undone` wasn't answered: the same may be sent again. */
export interface Outcome {
  file: ArchiveItem
  state: 'waiting' | 'busy' | 'done' | 'refused' | 'undone'
  problem?: Partial<ProblemBody>
}

type PaperSent = components['schemas']['PaperSent']

/** What the reader can sign for among selected files: his own that wait, and those that somebody has handed over. */
export function offers(files: ArchiveItem[], me: string | undefined): Record<Side, ArchiveItem[]> {
  const ready = files.filter((f) => !f.ended && !f.paused_at)
  return {
    send: ready.filter((f) => f.status === 'waiting' && f.consultant === me),
    receive: ready.filter((f) => f.status === 'sent'),
  }
}

/** Every document of a list that no file of its kind is without, as present. */
export const allPresent = (list: Pick<Checklist, 'documents'>): PaperSent[] =>
  list.documents.filter((d) => !d.optional).map((d) => ({ code: d.code, state: 'present' }))

/** Pieces of at most so many: the service signs for that many in one go. */
export function pieces<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}

/** Those that may be sent once more. */
export const left = (outcomes: Outcome[]) => outcomes.filter((o) => o.state === 'waiting' || o.state === 'undone').map((o) => o.file)

/** Selected files by id, kept from page to page of the list; the newest row of each counts. */
export function picked(before: Map<string, ArchiveItem>, ids: string[], shown: ArchiveItem[]): Map<string, ArchiveItem> {
  const now = new Map([...before, ...shown.map((f): [string, ArchiveItem] => [f.id, f])])
  return new Map(ids.flatMap((id): [string, ArchiveItem][] => (now.has(id) ? [[id, now.get(id)!]] : [])))
}
