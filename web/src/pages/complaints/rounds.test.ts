import { expect, test } from 'vitest'
import { byRound, lines, type Said } from './rounds'

const said = (seq: number, round: number, text: Record<string, string>): Said => ({ seq, round, text, type: 'reported', actor: 'a', at: '2026-03-20T09:00:00+08:00' })

test('what was said stands under its round, in the order of events', () => {
  const rounds = byRound([said(1, 1, { content: 'a' }), said(3, 1, { summary: 'b' }), said(7, 2, { summary: 'c' })])
  expect(rounds.map((r) => [r.round, r.said.map((s) => s.seq)])).toEqual([[1, [1, 3]], [2, [7]]])
})

test('an event that only attached a file, or says nothing, isn’t told here', () => {
  expect(byRound([said(2, 1, { file_name: 'photo.jpg' }), said(3, 1, { text: ' ' })])).toEqual([])
  expect(lines(said(4, 1, { text: 'x', file_name: 'y' }))).toEqual([['text', 'x']])
})
