import type { AnyCase } from './CasePage'

/** What every running process says of its case. */
export interface Running {
  seq: number
  status: string
  paused_at?: string
  obligations: { id: string }[]
}

/** One thing that the books and the running process both know, as texts. */
export interface Fact {
  key: string
  books: string[]
  process: string[]
}

type Value = string | number | boolean | undefined | (string | number)[]

const texts = (value: Value) => (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]).map(String).sort()

/** fact lays what the books say of a thing beside what the process says; the order of several doesn't count. */
export const fact = (key: string, books: Value, process: Value): Fact => ({ key, books: texts(books), process: texts(process) })

/** common are the facts of every case. */
export const common = (books: AnyCase, process: Running): Fact[] => [
  fact('seq', books.seq, process.seq),
  fact('status', books.status, process.status),
  fact('paused', books.paused_at, process.paused_at),
  fact('owed', books.obligations.filter((o) => o.state === 'open' || o.state === 'paused').map((o) => o.id), process.obligations.map((o) => o.id)),
]

export const agree = (f: Fact) => f.books.join('\n') === f.process.join('\n')
