import { expect, test } from 'vitest'
import type { LedgerEntry } from '../../api/books'
import { decisions, startOf } from './decisions'

const of = (state: string, more: Partial<LedgerEntry> = {}) => ({ id: 'a', state, ...more }) as LedgerEntry
const mine = { ids: new Set(['a']), more: false }
const others = { ids: new Set(['b']), more: false }

test('what waits for the reader’s decision is confirmed or rejected, by nobody else', () => {
  for (const state of ['proposed', 'needs_review', 'review']) {
    expect(decisions(of(state), mine)).toEqual(['confirm', 'reject'])
    expect(decisions(of(state), others)).toEqual([])
  }
  expect(decisions(of('proposed'), { ...others, more: true })).toEqual(['confirm', 'reject'])
})

test('only what was confirmed is reversed, and what reverses isn’t', () => {
  expect(decisions(of('confirmed'), others)).toEqual(['reverse'])
  expect(decisions(of('confirmed', { contra_of: 'b' }), others)).toEqual([])
  for (const state of ['rejected', 'reversed', 'contra']) expect(decisions(of(state), mine)).toEqual([])
})

test('an amount is asked for where there is none, a part of pay for a pay cut', () => {
  expect(startOf(of('proposed', { kind: 'fine', amount: '50.00' }))).toMatchObject({ priced: true, part: false })
  expect(startOf(of('proposed', { kind: 'liability' }))).toMatchObject({ priced: false, part: false })
  expect(startOf(of('proposed', { kind: 'pay_cut', fine: { percent: 10 } as LedgerEntry['fine'] }))).toMatchObject({ priced: true, part: true, percent: 10 })
})
