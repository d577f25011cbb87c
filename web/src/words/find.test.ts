import { describe, expect, it } from 'vitest'
import { roleOf, wordOf } from './find'

const known = { words: { visit: '回访', 'medium.visit': '上门', handler: '处理人' }, roles: { general_manager: '总经理' } }

describe('wordOf', () => {
  it('looks under the group first, then for the word alone', () => {
    expect(wordOf(known, 'medium', 'visit')).toBe('上门')
    expect(wordOf(known, 'channel', 'visit')).toBe('回访')
  })

  it('shows readably what the table lacks, or while it isn’t there yet', () => {
    expect(wordOf(known, 'duty', 'report_result')).toBe('report result')
    expect(wordOf(undefined, 'medium', 'visit')).toBe('visit')
    expect(wordOf(known, 'medium', undefined)).toBe('')
  })
})

describe('roleOf', () => {
  it('knows roles, parts in a case, and what is neither', () => {
    expect(roleOf(known, 'general_manager')).toBe('总经理')
    expect(roleOf(known, 'handler')).toBe('处理人')
    expect(roleOf(known, 'shop_floor')).toBe('shop floor')
  })
})
