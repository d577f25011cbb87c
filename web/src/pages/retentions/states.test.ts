import { describe, expect, it } from 'vitest'
import { listed, ofYear } from './states'

describe('a list of a year', () => {
  it('holds its first moment, and not that of the next', () => {
    expect(ofYear('due', '2026-11-27')).toEqual({
      until_from: '2026-01-01T00:00:00+08:00', until_before: '2027-01-01T00:00:00+08:00', destroyed_from: undefined, destroyed_before: undefined,
    })
  })

  it('is left for all records, or for the other list', () => {
    expect(Object.values(ofYear(undefined, '2026-11-27')).filter(Boolean)).toEqual([])
    expect(Object.keys(ofYear('destroyed', '2026-11-27')).filter((name) => ofYear('destroyed', '2026-11-27')[name])).toEqual(['destroyed_from', 'destroyed_before'])
  })

  it('is known by either end', () => {
    const at = (...names: string[]) => listed((name) => (names.includes(name) ? 'x' : undefined))
    expect([at(), at('status'), at('until_before'), at('destroyed_from')]).toEqual([undefined, undefined, 'due', 'destroyed'])
  })
})
