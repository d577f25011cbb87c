import { expect, test } from 'vitest'
import { Problem } from '../api/problem'
import { latest } from './useVersion'

const missed = (...seqs: number[]) => new Problem(412, { since: seqs.map((seq) => ({ seq, type: 'noted' })) })

test('the reader goes on from the last event that the refusal told', () => {
  expect(latest(missed(4, 5, 6), 3)).toBe(6)
})

test('what happened after the refusal isn’t taken as read', () => {
  expect(latest(missed(4), 9)).toBe(4)
})

test('without a list the version of the page counts', () => {
  expect(latest(new Problem(412, {}), 9)).toBe(9)
})
