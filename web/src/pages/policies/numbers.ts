import { kinds } from '../../api/kinds'
import type { Answer } from '../../api/query'

export type PolicyNumber = Answer<'/policies/{id}'>['numbers'][number]

/** What the numbers of a policy are about, in the order in which a reader asks. */
export const sections = ['duties', 'marks', 'actions', 'authority', 'announce', 'fines', 'files', 'settings'] as const
export type Section = (typeof sections)[number]

/** A number with what it belongs to: the duty, action or violation, and which part of it. */
export interface Placed extends PolicyNumber {
  section: Section
  of: string
  part: string
}

const places: [RegExp, Section][] = [
  [/^duties\.([^.[]+)\.((?:remind|escalate|breach)\b.*)$/, 'marks'],
  [/^duties\.([^.[]+)\.(.+)$/, 'duties'],
  [/^actions\.([^.[]+)\.(.+)$/, 'actions'],
  [/^fines\.violations\.([^.[]+)\.(.+)$/, 'fines'],
  [/^(fines)\.(.+)$/, 'fines'],
  [/^(entries)\.(.+)$/, 'fines'],
  [/^(authority)(.*)$/, 'authority'],
  [/^(announce)(.*)$/, 'announce'],
  [/^files\.([^.[]+)\.(.+)$/, 'files'],
  [/^papers\.([^.[]+)\.(.+)$/, 'files'],
]

const kind = new RegExp(`^(${kinds.join('|')})\\.`)

/** place says where a number belongs, by the first parts of its key: complaint.duties.report.within. */
export function place(n: PolicyNumber): Placed {
  const key = n.key.replace(kind, '')
  for (const [form, section] of places) {
    const found = form.exec(key)
    if (found) return { ...n, section, of: found[1]!, part: found[2]!.replace(/^\./, '') }
  }
  return { ...n, section: 'settings', of: '', part: key }
}

/** bySection groups a policy's numbers; sections without any are left out. */
export function bySection(numbers: PolicyNumber[]): [Section, Placed[]][] {
  const placed = numbers.map(place)
  return sections.flatMap((s): [Section, Placed[]][] => {
    const rows = placed.filter((n) => n.section === s)
    return rows.length > 0 ? [[s, rows]] : []
  })
}

/** The ways in which a value is written, each with its parts. */
export type Value =
  | { form: 'length'; n: string; unit: string }
  | { form: 'limit'; who: string; amount?: string }
  | { form: 'told'; who: string; event: string; condition?: string }
  | { form: 'yes' | 'no' }
  | { form: 'words'; words: string[] }
  | { form: 'plain' }

const length = /^(\d+) (half month|(?:working )?(?:second|minute|hour|day|week|month|year))s?$/
const limit = /^([a-z_]+) (?:up to (\S+ CNY)|without limit)$/
const told = /^([a-z_]+) on ([a-z_]+)(?: if ([a-z_]+))?$/
const words = /^[a-z][a-z_]*(?:, [a-z][a-z_]*)*$/

/** valueOf reads a value as the binder writes it; what has no known form is shown as it stands. */
export function valueOf(text: string): Value {
  if (text === 'true' || text === 'false') return { form: text === 'true' ? 'yes' : 'no' }
  let m = length.exec(text)
  if (m) return { form: 'length', n: m[1]!, unit: m[2]! }
  m = limit.exec(text)
  if (m) return { form: 'limit', who: m[1]!, amount: m[2] }
  m = told.exec(text)
  if (m) return { form: 'told', who: m[1]!, event: m[2]!, condition: m[3] }
  return words.test(text) ? { form: 'words', words: text.split(', ') } : { form: 'plain' }
}
