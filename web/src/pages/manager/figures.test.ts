import { describe, expect, it } from 'vitest'
import { keptDuties, lateDuties, lateRoles, lists, rate, standings } from './figures'

const late = (unit: string, role: string, clause: string, count: number) => ({ unit, role, kind: 'complaint', clause, duty: 'report', count })

describe('late duties', () => {
  const rows = [late('u1', 'handler', 'V13-2.9', 1), late('u2', 'handler', 'V13-2.9', 2), late('u1', 'manager', 'V13-2.2', 5)]

  it('are one row for each clause, the most first', () => {
    expect(lateDuties(rows).map((r) => [r.clause, r.count])).toEqual([['V13-2.2', 5], ['V13-2.9', 3]])
  })

  it('stay apart by unit where they are counted by who owes them', () => {
    expect(lateRoles(rows).map((r) => [r.unit, r.role, r.count])).toEqual([['u1', 'manager', 5], ['u2', 'handler', 2], ['u1', 'handler', 1]])
  })
})

describe('duties kept', () => {
  it('stand with the worst rate first', () => {
    const kept = (duty: string, settled: number, in_time: number) => ({ unit: 'u', role: 'r', kind: 'archive', clause: 'c', duty, settled, in_time })
    expect(keptDuties([kept('a', 2, 2), kept('b', 4, 1), kept('a', 2, 1)]).map((r) => [r.duty, r.inTime, r.settled])).toEqual([['b', 1, 4], ['a', 3, 4]])
  })

  it('are never all in time by rounding', () => {
    expect(rate(9999, 10_000)).toBe(99.9)
    expect(rate(2, 3)).toBe(66.7)
    expect(rate(1, 1)).toBe(100)
    expect(rate(0, 0)).toBeUndefined()
  })
})

describe('open cases', () => {
  it('are counted by kind and status over units', () => {
    const open = (unit: string, count: number, paused: number) => ({ unit, kind: 'complaint', status: 'assigned', count, paused })
    expect(standings([open('a', 2, 1), open('b', 3, 0)])).toMatchObject([{ kind: 'complaint', status: 'assigned', count: 5, paused: 1 }])
  })
})

describe('lists', () => {
  const asked = { from: '2026-11-01T00:00:00+08:00', to: '2026-12-01T00:00:00+08:00' }

  it('carry what the figure was counted by', () => {
    expect(lists.late({ ...asked, unit: 'u' }, { clause: 'V13-2.9', duty: 'report', kind: 'complaint' })).toBe('/obligations?late=true&unit=u&kind=complaint&clause=V13-2.9&duty=report')
    expect(lists.cases(asked, 'archive', { status: 'sent' })).toBe('/archives?running=true&status=sent')
  })

  it('carry moments that come back as they were', () => {
    const query = new URL(lists.timing(asked, 'late'), 'http://desk').searchParams
    expect(query.get('due_from')).toBe(asked.from)
    expect(query.get('due_before')).toBe(asked.to)
  })
})
