import { expect, test } from 'vitest'
import { counts, listOf, money, signatures } from './duties'

test('duties are counted with those that are too late, in the order of the page', () => {
  const owed = [
    { duty: 'collect' }, { duty: 'sign_last', breached_at: '2026-03-04T18:00:00+08:00' }, { duty: 'sign_first' }, { duty: 'sign_first', breached_at: '2026-03-04T18:00:00+08:00', annulled: true },
  ]
  expect(counts(owed, signatures)).toEqual([{ duty: 'sign_first', open: 2, late: 0 }, { duty: 'sign_last', open: 1, late: 1 }])
  expect(counts(owed, money)).toEqual([{ duty: 'collect', open: 1, late: 0 }])
  expect(counts([], money)).toEqual([])
})

test('a count leads to the list that holds it', () => {
  expect(listOf('collect_last')).toBe('/obligations?kind=credit&duty=collect_last')
  expect(listOf('collect', true)).toBe('/obligations?kind=credit&duty=collect&late=true')
})
