import { expect, test } from 'vitest'
import type { Archive } from '../../api/books'
import { rows, tally } from './papers'

const line = (code: string) => ({ code, title: `The ${code}`, signs: [] })
const paper = (code: string, state: string) => ({ code, title: `Pinned ${code}`, state, by: 'me', at: '' }) as Archive['papers'][number]
const found = (item: string, state: string) => ({ item, state, found_by: 'me', found_at: '' }) as Archive['findings'][number]

test('before the sender listed anything the list in force is shown, without states', () => {
  const all = rows({ papers: [], findings: [] }, { documents: [line('invoice'), line('photo')] })
  expect(all.map((r) => [r.code, r.title, r.paper])).toEqual([['invoice', 'The invoice', undefined], ['photo', 'The photo', undefined]])
})

test('what the sender listed counts, with what is still wrong with each', () => {
  const all = rows(
    { papers: [paper('invoice', 'present'), paper('old', 'missing')], findings: [found('invoice/wrong', 'open'), found('invoice/user_signature', 'corrected'), found('contact', 'open')] },
    { documents: [line('invoice'), line('photo')] },
  )
  expect(all.map((r) => [r.title, r.faults, r.line?.code])).toEqual([['Pinned invoice', ['wrong'], 'invoice'], ['Pinned old', [], undefined]])
})

test('documents are counted by how they stand', () => {
  expect(tally({ papers: [paper('a', 'present'), paper('b', 'present'), paper('c', 'excused')] })).toEqual({ present: 2, missing: 0, excused: 1 })
})
