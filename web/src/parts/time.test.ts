import { expect, test } from 'vitest'
import { fromWall, toWall, zoneOf } from './time'

test('a wall clock’s reading leads back to the moment, whatever zone the browser is in', () => {
  const ms = Date.parse('2026-03-20T17:00:05+08:00')
  for (const zone of ['+08:00', 'Z', '-03:30', '+05:45']) expect(Date.parse(fromWall(toWall(ms, zone), zone))).toBe(ms)
  expect(toWall(ms, '+08:00')).toBe('2026-03-20T17:00:05')
  expect(zoneOf('2026-03-20T17:00:00+08:00')).toBe('+08:00')
})
