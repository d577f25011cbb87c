import { describe, expect, it } from 'vitest'
import { liveGrant } from './grant'
import { namedBy, naming } from './states'

const at = (hour: string) => `2026-03-10T${hour}:00:00+08:00`
const now = Date.parse(at('12'))
const loan = (number: string, more: object) => ({ number, ended: false, ...more })

describe('a grant', () => {
  it('opens a record until its time is over', () => {
    expect(liveGrant([loan('a', { approved_at: at('09'), until: at('13') })], now)?.number).toBe('a')
    expect(liveGrant([loan('a', { approved_at: at('09'), until: at('12') })], now)).toBeUndefined()
  })

  it('opens nothing before it is approved, nor once it was ended', () => {
    expect(liveGrant([loan('a', { until: at('13') }), loan('b', { approved_at: at('09'), until: at('13'), back_at: at('10') }), loan('c', { approved_at: at('09'), until: at('13'), ended: true })], now)).toBeUndefined()
  })

  it('on paper opens nothing on screen', () => {
    expect(liveGrant([loan('a', { approved_at: at('09') })], now)).toBeUndefined()
  })

  it('that lasts longest is the one that counts', () => {
    expect(liveGrant([loan('a', { approved_at: at('09'), until: at('13') }), loan('b', { approved_at: at('09'), until: at('15') })], now)?.number).toBe('b')
  })
})

it('one record is named, whatever else was typed in', () => {
  const typed = { case: ' S1-A2026-00001 ', customer: 'c', paper: 'D-17' }
  expect(naming('case', typed, 'u')).toEqual({ case: 'S1-A2026-00001' })
  expect(naming('customer', typed, 'u')).toEqual({ customer_id: 'c' })
  expect(naming('paper', typed, 'u')).toEqual({ paper: 'D-17', unit: 'u' })
})

it('a file of a vehicle is named by its case, other records by their paper', () => {
  expect([namedBy('vehicle_file'), namedBy('order_list'), namedBy(undefined)]).toEqual(['case', 'paper', 'paper'])
})
