import { expect, test } from 'vitest'
import type { AnyCase } from './CasePage'
import { agree, common, fact } from './facts'

const books = { seq: 4, status: 'defective', obligations: [{ id: '2', state: 'open' }, { id: '3', state: 'paused' }, { id: '1', state: 'fulfilled' }] } as unknown as AnyCase
const process = { seq: 4, status: 'defective', obligations: [{ id: '3' }, { id: '2' }] }

test('books and process agree when they say the same, in whatever order', () => {
  expect(common(books, process).filter((f) => !agree(f))).toEqual([])
  expect(agree(fact('papers', ['b present', 'a missing'], ['a missing', 'b present']))).toBe(true)
  expect(agree(fact('handler', undefined, ''))).toBe(true)
})

test('what they don’t agree on is named', () => {
  const other = { ...process, seq: 5, paused_at: '2026-11-27T08:00:00+08:00', obligations: [] }
  expect(common(books, other).filter((f) => !agree(f)).map((f) => f.key)).toEqual(['seq', 'paused', 'owed'])
})
