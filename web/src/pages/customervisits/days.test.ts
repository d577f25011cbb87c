import { describe, expect, it } from 'vitest'
import { onDays, toneOf } from './days'

const visit = (id: string, more: { appointed_at?: string; visited_at?: string; status?: string; ended?: boolean; late?: boolean } = {}) => ({ id, status: 'appointed', ended: false, late: false, ...more })
const at = (text: string) => `2026-${text}:00+08:00`

describe('visits of a month', () => {
  it('stand under the day on which they were made, or else that which is agreed', () => {
    const days = onDays([visit('made', { appointed_at: at('11-03T09:00'), visited_at: at('11-05T10:00') }), visit('agreed', { appointed_at: at('11-03T14:00') })], '2026-11')
    expect([...days].map(([d, all]) => [d, all.map((v) => v.id)])).toEqual([['2026-11-03', ['agreed']], ['2026-11-05', ['made']]])
  })

  it('stand once each, by the clock', () => {
    const [late, early] = [visit('late', { appointed_at: at('11-03T16:00') }), visit('early', { appointed_at: at('11-03T08:30') })]
    expect(onDays([late, early, late], '2026-11').get('2026-11-03')!.map((v) => v.id)).toEqual(['early', 'late'])
  })

  it('are neither those of another month, nor those without a time, nor those that nobody makes', () => {
    const made = visit('made in the next', { appointed_at: at('11-30T16:00'), visited_at: at('12-01T09:00') })
    expect(onDays([made, visit('no time'), visit('off', { appointed_at: at('11-04T09:00'), status: 'cancelled' })], '2026-11').size).toBe(0)
  })
})

describe('what a calendar says of a visit', () => {
  const now = Date.parse(at('11-10T12:00'))

  it('is that its time is over, or its report is late', () => {
    expect(toneOf(visit('a', { appointed_at: at('11-10T11:59') }), now)).toBe('late')
    expect(toneOf(visit('b', { visited_at: at('11-09T10:00'), status: 'overdue' }), now)).toBe('late')
    expect(toneOf(visit('c', { visited_at: at('11-09T10:00'), status: 'reported', late: true }), now)).toBe('late')
  })

  it('is nothing of one that is to come, or was made and is seen to', () => {
    expect(toneOf(visit('d', { appointed_at: at('11-10T12:01') }), now)).toBeUndefined()
    expect(toneOf(visit('e', { appointed_at: at('11-09T09:00'), visited_at: at('11-09T10:00'), status: 'made' }), now)).toBeUndefined()
    expect(toneOf(visit('f', { ended: true, late: true, status: 'completed' }), now)).toBe('done')
  })
})
