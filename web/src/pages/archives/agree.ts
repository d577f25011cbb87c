import type { Archive } from '../../api/books'
import type { components } from '../../api/schema'

/** Where a file stands, as its running process says. */
export type State = components['schemas']['ArchiveState']

/** One thing that both know, as a text each. */
export interface Pair {
  key: 'seq' | 'status' | 'consultant' | 'paused' | 'papers' | 'findings' | 'owed'
  books: string[]
  process: string[]
}

const sorted = (all: string[]) => [...all].sort()
const open = (a: Archive) => a.obligations.filter((o) => o.state === 'open' || o.state === 'paused')

/** pairs lay what the books say beside what the running process says; both are kept apart and are to agree. */
export function pairs(a: Archive, s: State): Pair[] {
  return [
    { key: 'seq', books: [String(a.seq)], process: [String(s.seq)] },
    { key: 'status', books: [a.status], process: [s.status] },
    { key: 'consultant', books: [a.consultant], process: [s.consultant] },
    { key: 'paused', books: a.paused_at ? [a.paused_at] : [], process: s.paused_at ? [s.paused_at] : [] },
    { key: 'papers', books: sorted(a.papers.map((p) => `${p.code} ${p.state}`)), process: sorted(s.papers.map((p) => `${p.code} ${p.state}`)) },
    { key: 'findings', books: sorted(a.findings.filter((f) => f.state === 'open').map((f) => f.item)), process: sorted(s.findings) },
    { key: 'owed', books: sorted(open(a).map((o) => o.id)), process: sorted(s.obligations.map((o) => o.id)) },
  ]
}

export const agree = (p: Pair) => p.books.join('\n') === p.process.join('\n')
