import { expect, test } from 'vitest'
import type { ArchiveItem } from '../../api/books'
import { allPresent, left, offers, picked, pieces } from './signing'

const file = (id: string, more: Partial<ArchiveItem> = {}) => ({ id, status: 'waiting', consultant: 'me', ended: false, ...more }) as ArchiveItem
const ids = (files: ArchiveItem[]) => files.map((f) => f.id)

test('one hands over what is one’s own and waits, and signs for what was handed over', () => {
  const files = [
    file('mine'), file('hers', { consultant: 'her' }), file('sent', { status: 'sent', consultant: 'her' }), file('stored', { status: 'stored' }),
    file('paused', { paused_at: '2026-03-20T10:00:00+08:00' }), file('void', { status: 'sent', ended: true }),
  ]
  expect(ids(offers(files, 'me').send)).toEqual(['mine'])
  expect(ids(offers(files, 'me').receive)).toEqual(['sent'])
  expect(offers(files, undefined).send).toEqual([])
})

test('all present leaves out what isn’t in every file', () => {
  const line = (code: string, optional?: boolean) => ({ code, optional, title: code, signs: [] })
  expect(allPresent({ documents: [line('invoice'), line('credit', true), line('photo')] })).toEqual([
    { code: 'invoice', state: 'present' }, { code: 'photo', state: 'present' },
  ])
})

test('many are sent in pieces, in their order', () => {
  expect(pieces([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(pieces([], 100)).toEqual([])
})

test('only what had no answer is sent again', () => {
  const of = (['waiting', 'done', 'refused', 'undone'] as const).map((state) => ({ file: file(state), state }))
  expect(ids(left(of))).toEqual(['waiting', 'undone'])
})

test('a selection keeps files of other pages, and shows each as it was read last', () => {
  const before = new Map([['a', file('a')], ['b', file('b')]])
  const after = picked(before, ['a', 'c'], [file('c'), file('a', { status: 'sent' })])
  expect([...after.values()].map((f) => [f.id, f.status])).toEqual([['a', 'sent'], ['c', 'waiting']])
  expect(picked(after, ['nowhere'], [])).toEqual(new Map())
})
