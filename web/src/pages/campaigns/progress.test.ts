import { describe, expect, it } from 'vitest'
import { endOf, leftOut } from './progress'

const page = (due_at: string, state: 'open' | 'paused' | 'fulfilled' = 'open', duty = 'greet') => ({ duty, state, due_at })
const campaign = (...obligations: ReturnType<typeof page>[]) => ({ listed: true, ended: false, obligations })

describe('the end of a campaign', () => {
  it('is that of its last open page', () => {
    const [early, late] = [page('2026-09-25T23:59:59+08:00'), page('2026-09-26T23:59:59+08:00')]
    expect(endOf(campaign(late, early))).toBe(late.due_at)
    expect(endOf(campaign(early, { ...late, state: 'fulfilled' }))).toBe(early.due_at)
  })

  it('isn’t that of an approval', () => {
    expect(endOf(campaign(page('2026-09-25T11:00:00+08:00', 'open', 'approve_gifts')))).toBeUndefined()
  })

  it('isn’t known while customers are gone through, while it is paused, and when it is over', () => {
    const open = page('2026-09-25T23:59:59+08:00')
    expect(endOf({ ...campaign(open), listed: false })).toBeUndefined()
    expect(endOf({ ...campaign(open), ended: true })).toBeUndefined()
    expect(endOf(campaign({ ...open, state: 'paused' }))).toBeUndefined()
  })
})

describe('who is left out', () => {
  it('stands by reason, the most frequent first', () => {
    expect(leftOut({ class: 1, no_consent: 7, unclassed: 0, restricted: 1 })).toEqual({
      all: 9, reasons: [{ reason: 'no_consent', n: 7 }, { reason: 'class', n: 1 }, { reason: 'restricted', n: 1 }],
    })
    expect(leftOut({})).toEqual({ all: 0, reasons: [] })
  })
})
