import { expect, test } from 'vitest'
import { byDay, monthNamed, shifted, weeksOf } from './month'

test('a month is shown in whole weeks from Monday on', () => {
  const march = weeksOf('2026-03')
  expect(march.length).toBe(6)
  expect(march[0]).toEqual(['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'])
  expect(march[5]![1]).toBe('2026-03-31')
  expect(weeksOf('2027-02').length).toBe(4) // begins on a Monday and has four weeks
})

test('months go on over the end of a year', () => {
  expect(shifted('2026-12', 1)).toBe('2027-01')
  expect(shifted('2026-01', -1)).toBe('2025-12')
})

test('what is due stands under its day in the order of the list', () => {
  const days = byDay([{ n: 1, d: '2026-03-02' }, { n: 2, d: undefined }, { n: 3, d: '2026-03-02' }], (x) => x.d)
  expect(days.get('2026-03-02')!.map((x) => x.n)).toEqual([1, 3])
  expect(days.size).toBe(1)
})

test('an address that names no month shows the present one', () => {
  expect(monthNamed('2026-13', '2026-03-20')).toBe('2026-03')
  expect(monthNamed(undefined, '2026-03-20')).toBe('2026-03')
  expect(monthNamed('2025-11', '2026-03-20')).toBe('2025-11')
})
