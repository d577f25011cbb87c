import { expect, test } from 'vitest'
import { columns, open, statuses } from './states'

const figures = [
  { unit: 'a', kind: 'complaint', status: 'accepted', count: 2 },
  { unit: 'b', kind: 'complaint', status: 'not_upheld', count: 3 },
  { unit: 'a', kind: 'complaint', status: 'told', count: 5 },
  { unit: 'a', kind: 'archive', status: 'accepted', count: 7 },
]

test('a column counts its own states of complaints alone', () => {
  expect(open(figures, ['accepted', 'not_upheld'], undefined)).toBe(5)
  expect(open(figures, ['told'], undefined)).toBe(5)
  expect(open(figures, ['closed'], undefined)).toBe(0)
})

test('a column counts the chosen unit alone', () => {
  expect(open(figures, ['accepted', 'not_upheld'], 'a')).toBe(2)
})

test('no status stands twice', () => {
  expect(new Set(statuses).size).toBe(statuses.length)
  expect(columns.flat().every((s) => statuses.includes(s))).toBe(true)
})
