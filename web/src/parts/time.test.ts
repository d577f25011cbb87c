import { describe, expect, it } from 'vitest'
import { day, fromWall, later, monthOf, span, toWall, wall, zoneOf } from './time'

const units = { d: 'd', h: 'h', m: 'm', s: 's' }

describe('wall', () => {
  it('shows the clock of the business zone, whatever zone the browser is in', () => {
    expect(wall('2026-03-20T17:00:05+08:00')).toBe('2026-03-20 17:00')
    expect(wall('2026-03-20T17:00:05.123+08:00', true)).toBe('2026-03-20 17:00:05')
    expect(day('2026-03-20T00:10:00+08:00')).toBe('2026-03-20')
  })

  it('is nothing of no moment', () => {
    expect(wall(undefined)).toBe('')
  })
})

describe('fromWall', () => {
  it('gives back the moment that the wall clock showed', () => {
    expect(fromWall('2026-03-20T17:00', '+08:00')).toBe('2026-03-20T17:00:00+08:00')
    expect(fromWall('2026-03-20T17:00:09', '+08:00')).toBe('2026-03-20T17:00:09+08:00')
    expect(Date.parse(fromWall('2026-03-20T17:00', '+08:00'))).toBe(Date.parse('2026-03-20T09:00:00Z'))
  })

  it('goes with the zone of any moment', () => {
    expect(zoneOf('2026-03-20T17:00:05.1+08:00')).toBe('+08:00')
    expect(zoneOf('2026-03-20T17:00:05Z')).toBe('Z')
  })
})

describe('span', () => {
  const seconds = (n: number) => span(n * 1000, units)

  it('says the two largest units', () => {
    expect(seconds(3 * 86400 + 4 * 3600 + 59 * 60)).toBe('3d 4h')
    expect(seconds(2 * 3600 + 5 * 60 + 9)).toBe('2h 5m')
  })

  it('says whole minutes once a minute is full', () => {
    expect(seconds(12 * 60 + 30)).toBe('12m')
    expect(seconds(40)).toBe('40s')
    expect(seconds(0)).toBe('0s')
  })

  it('leaves out what is zero, and says how long ago as it says how long yet', () => {
    expect(seconds(3 * 86400)).toBe('3d')
    expect(seconds(-40)).toBe('40s')
  })
})

describe('dates', () => {
  it('go on over the ends of months and years', () => {
    expect(later('2026-02-28', 1)).toBe('2026-03-01')
    expect(later('2026-01-01', -1)).toBe('2025-12-31')
    expect(monthOf('2026-12-15')).toEqual(['2026-12-01', '2027-01-01'])
    expect(monthOf('2026-01-31', -1)).toEqual(['2025-12-01', '2026-01-01'])
  })
})

describe('toWall', () => {
  it('leads back to the moment, whatever zone the browser is in', () => {
    const ms = Date.parse('2026-03-20T17:00:05+08:00')
    for (const zone of ['+08:00', 'Z', '-03:30', '+05:45']) expect(Date.parse(fromWall(toWall(ms, zone), zone))).toBe(ms)
    expect(toWall(ms, '+08:00')).toBe('2026-03-20T17:00:05')
  })
})
