import { describe, expect, it } from 'vitest'
import { flagsOf, traitsOf } from './traits'

describe('flags of a lead', () => {
  it('are those that decide on its cadence', () => {
    expect(flagsOf('call_in', false)).toEqual(['quality', 'on_duty'])
    expect(flagsOf('visitor', false)).toEqual(['on_duty'])
    expect(flagsOf('visitor', true)).toEqual(['key_customer', 'objection', 'on_duty'])
    expect(flagsOf('introduced', true)).toEqual([])
    expect(flagsOf(undefined, false)).toEqual([])
  })
})

describe('traits', () => {
  it('leave out what was ticked for another source', () => {
    expect(traitsOf('call_in', 'a', { quality: true, objection: true })).toEqual({ source: 'call_in', quality: true })
    expect(traitsOf('visitor', 'b', { quality: true, key_customer: true })).toEqual({ source: 'visitor', class: 'b', key_customer: true })
    expect(traitsOf('visitor', undefined, { key_customer: true })).toEqual({ source: 'visitor' })
  })
})
