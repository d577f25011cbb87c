import { expect, test } from 'vitest'
import { planned, recorded } from './states'

test('a month is planned before it begins', () => {
  expect(planned('2026-11-27')).toBe('2026-12')
  expect(planned('2026-12-01')).toBe('2027-01')
})

test('what is counted from visits themselves isn’t recorded, and leads are counted of those on duty', () => {
  expect(recorded(['called', 'met', 'visits'])).toEqual(['called', 'met'])
  expect(recorded(['lead', 'road_show'])).toEqual(['lead', 'road_show', 'show_duty'])
  expect(recorded([])).toEqual([])
})
