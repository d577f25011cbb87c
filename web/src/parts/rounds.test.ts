import { expect, test } from 'vitest'
import { cadence, period } from './rounds'

test('a cadence is read by its form', () => {
  expect(cadence('every mid_autumn')).toEqual({ form: 'named', name: 'mid_autumn' })
  expect(cadence('every end of month')).toEqual({ form: 'named', name: 'endOfMonth' })
  expect(cadence('every month')).toEqual({ form: 'named', name: 'month' })
  expect(cadence('every 7 days')).toEqual({ form: 'many', n: '7', unit: 'days' })
})

test('a cadence of another form is shown as it stands', () => {
  expect(cadence('every Sunday 17:00')).toEqual({ form: 'plain' })
  expect(cadence('every 3 days before mid_autumn')).toEqual({ form: 'plain' })
  expect(cadence('every end of fortnight')).toEqual({ form: 'plain' })
})

test('a round is a festival of a year, or a day or month that says itself', () => {
  expect(period('mid_autumn 2026')).toEqual({ form: 'festival', name: 'mid_autumn', year: '2026' })
  expect(period('2026-02')).toEqual({ form: 'plain' })
  expect(period('2026-11-27')).toEqual({ form: 'plain' })
})
