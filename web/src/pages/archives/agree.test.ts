import { expect, test } from 'vitest'
import type { Archive } from '../../api/books'
import { agree, pairs, type State } from './agree'

const books = {
  seq: 4, status: 'defective', consultant: 'me', papers: [{ code: 'b', state: 'present' }, { code: 'a', state: 'missing' }],
  findings: [{ item: 'a/missing', state: 'open' }, { item: 'b/wrong', state: 'corrected' }],
  obligations: [{ id: '2', state: 'open' }, { id: '1', state: 'fulfilled' }],
} as unknown as Archive
const process = {
  seq: 4, status: 'defective', consultant: 'me', papers: [{ code: 'a', state: 'missing' }, { code: 'b', state: 'present' }],
  findings: ['a/missing'], obligations: [{ id: '2' }],
} as unknown as State

test('books and process agree when they say the same, in whatever order', () => {
  expect(pairs(books, process).filter((p) => !agree(p))).toEqual([])
})

test('what they don’t agree on is named', () => {
  const other = { ...process, seq: 5, findings: [] }
  expect(pairs(books, other).filter((p) => !agree(p)).map((p) => p.key)).toEqual(['seq', 'findings'])
})
