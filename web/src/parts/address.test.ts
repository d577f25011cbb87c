import { describe, expect, it } from 'vitest'
import { address, changed, picked } from './address'

describe('picked', () => {
  it('takes only the named parameters, yes and no as such', () => {
    expect(picked(new URLSearchParams('late=true&role=handler&tab=x&duty='), ['late', 'role', 'duty', 'unit'])).toEqual({ late: true, role: 'handler' })
  })
})

describe('changed', () => {
  it('begins at the first page and leaves the rest as it was', () => {
    expect(changed(new URLSearchParams('unit=u&cursor=c&state=open'), { state: undefined, role: 'handler' }).toString()).toBe('unit=u&role=handler')
  })

  it('doesn’t touch the address that it was given', () => {
    const before = new URLSearchParams('unit=u')
    changed(before, { unit: 'v' })
    expect(before.get('unit')).toBe('u')
  })
})

describe('address', () => {
  it('leaves out what isn’t asked', () => {
    expect(address('/obligations/export', { late: true, unit: undefined, role: '', duty: 'report' })).toBe('/obligations/export?late=true&duty=report')
    expect(address('/imports', {})).toBe('/imports')
  })

  it('escapes what stands in it', () => {
    expect(address('/x', { at: '2026-11-01T00:00:00+08:00' })).toBe('/x?at=2026-11-01T00%3A00%3A00%2B08%3A00')
  })
})
