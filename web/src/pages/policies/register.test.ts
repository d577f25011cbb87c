import { describe, expect, it } from 'vitest'
import { counted, matching, type RegisterClause } from './register'

const clause = (id: string, title: string, kept: RegisterClause['kept'], but?: string): RegisterClause => ({ id, title, family: 'PF-01', kept, but })
const all = [clause('V13-2.9', 'Report and decide', 'enforced', 'tone of the call'), clause('V13-2.1', 'How complaints come in', 'recorded'), clause('V4-3.1', 'Hand over', 'stated')]

describe('matching', () => {
  const ids = (words: string, kept?: string) => matching(all, { words, kept }).map((c) => c.id)

  it('finds by id, title and what is left to people, whatever the case', () => {
    expect(ids('v13')).toEqual(['V13-2.9', 'V13-2.1'])
    expect(ids('REPORT')).toEqual(['V13-2.9'])
    expect(ids('tone')).toEqual(['V13-2.9'])
  })

  it('wants all words, and all filters', () => {
    expect(ids('v13 come')).toEqual(['V13-2.1'])
    expect(ids('v13', 'enforced')).toEqual(['V13-2.9'])
    expect(ids('  ')).toHaveLength(3)
  })
})

describe('counted', () => {
  it('counts by value', () => {
    expect([...counted(all, (c) => c.kept)]).toEqual([['enforced', 1], ['recorded', 1], ['stated', 1]])
  })
})
