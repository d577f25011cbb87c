import { expect, test } from 'vitest'
import { listOf, rates, sum } from './figures'
import { period, rate } from './lot'

test('rates are rounded down, and nothing has none', () => {
  const all = sum([{ due: 2, done: 2, on_time: 1, issues: 0, settled: 0, spared: 3 }, { due: 1, done: 0, on_time: 0, issues: 0, settled: 0, spared: 1 }])
  expect(all).toEqual({ due: 3, done: 2, on_time: 1, issues: 0, settled: 0, spared: 4 })
  expect(rates(all)).toEqual({ coverage: '66 %', punctual: '33 %', handling: '–' })
})

test('a row leads to the list of its visits', () => {
  expect(listOf({ unit: 'u', event: 'move_in' })).toBe('/returnvisits?unit=u&event=move_in')
  expect(listOf({ unit: 'u', cycle: 'regular' })).toBe('/returnvisits?unit=u&cycle=regular')
})

test('rates and periods of a draw are read off their names', () => {
  expect(rate('3/10')).toEqual(['3', '10'])
  expect(period('0197-f0/repair_finished/2026-03')).toEqual({ event: 'repair_finished', month: '2026-03' })
  expect(period(undefined)).toEqual({ event: '', month: '' })
})
