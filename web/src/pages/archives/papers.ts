import type { Archive, Checklist } from '../../api/books'
import type { components } from '../../api/schema'

type Line = components['schemas']['ChecklistLine']

/** One document of a file: what the list says of it, how it stands, and what is wrong with it now. */
export interface Row {
  code: string
  title: string
  line?: Line
  paper?: Archive['papers'][number]
  faults: string[]
}

/**
 * rows are the documents of a file. Those that the sender listed count, since the file keeps to the edition that it began
 * with; before that it is the list in force.
 */
export function rows(a: Pick<Archive, 'papers' | 'findings'>, list: Pick<Checklist, 'documents'> | undefined): Row[] {
  const lines = new Map(list?.documents.map((d) => [d.code, d]))
  const open = a.findings.filter((f) => f.state === 'open').map((f) => f.item.split('/'))
  const row = (code: string, title: string, paper?: Row['paper']): Row => ({
    code, title, paper, line: lines.get(code), faults: open.flatMap(([of, fault]) => (of === code && fault ? [fault] : [])),
  })
  if (a.papers.length > 0) return a.papers.map((p) => row(p.code, p.title, p))
  return list?.documents.map((d) => row(d.code, d.title)) ?? []
}

/** How many documents stand how: for the line above the list. */
export function tally(a: Pick<Archive, 'papers'>): Record<'present' | 'missing' | 'excused', number> {
  const of = (state: string) => a.papers.filter((p) => p.state === state).length
  return { present: of('present'), missing: of('missing'), excused: of('excused') }
}
