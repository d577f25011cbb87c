import { expect, test } from 'vitest'
import { days, fen, over, runs, scale, steps, ticks, yuan, type Point } from './exposure'

const point = (day: string, limit: number, unpaid: number): Point => ({ day: `2026-03-${day}`, limit, unpaid })
const box = { width: 110, height: 130, left: 10, bottom: 20, top: 10 }

test('amounts are read to the last hundredth, and written as they came', () => {
  expect(['0.00', '1234.50', '-3.07', '12', '0.1'].map(fen)).toEqual([0, 123450, -307, 1200, 10])
  expect(['0.00', '1234.50', '-3.07'].map((a) => yuan(fen(a)))).toEqual(['0.00', '1234.50', '-3.07'])
  expect(fen('90071992547409.91')).toBe(9007199254740991)
})

test('days on end with the same figures are one line of the table', () => {
  const all = runs([point('01', 5, 0), point('02', 5, 0), point('03', 5, 3), point('04', 5, 0)])
  expect(all.map((r) => [r.day.slice(8), r.to.slice(8), r.unpaid])).toEqual([['01', '02', 0], ['03', '03', 3], ['04', '04', 0]])
  expect(runs([])).toEqual([])
})

test('the axis has round amounts, and room for a customer who is ahead', () => {
  expect(ticks([point('01', 100000, 130000)])).toEqual([0, 50000, 100000, 150000])
  expect(ticks([point('01', 100000, -20000)])).toEqual([-50000, 0, 50000, 100000])
  expect(ticks([point('01', 0, 0)])).toEqual([0, 2500, 5000, 7500, 10000])
})

test('a figure is level through its day', () => {
  const points = [point('01', 10000, 0), point('02', 10000, 5000)]
  const to = scale(points, box)
  expect(steps(points.map((p) => p.unpaid), to)).toBe('M10 110H60V60H110')
  expect(steps(points.map((p) => p.limit), to)).toBe('M10 10H60V10H110')
})

test('only what is above the limit is marked', () => {
  const points = [point('01', 10000, 10000), point('02', 5000, 10000)]
  expect(over(points, scale(points, box))).toBe('M60 60V10H110V60Z')
})

test('the axis names the first day and the last', () => {
  const month = Array.from({ length: 31 }, (_, i) => point(String(i + 1).padStart(2, '0'), 1, 1))
  expect(days(month, 4)).toEqual([0, 10, 20, 30])
  expect(days(month.slice(0, 2), 4)).toEqual([0, 1])
  expect(days(month.slice(0, 1), 4)).toEqual([0])
})
