import { expect, test } from 'vitest'
import type { Credit, Obligation } from '../../api/books'
import { waits } from './waits'

const request = (reference: string, way: string, at: string) => ({ reference, way, state: 'waiting', requested_at: at }) as Credit['requests'][number]
const duty = (of: string, item: string, state = 'open') => ({ id: `${of} ${item}`, duty: of, item, state }) as Obligation

test('a request waits for its signature, and what is owed no more isn’t waited for', () => {
  const all = waits({
    requests: [request('D-2', 'prepay', '2026-03-03T12:00:00+08:00'), request('D-1', 'first', '2026-03-03T10:00:00+08:00')],
    obligations: [duty('sign_first', 'D-0'), duty('sign_first', 'D-1'), duty('remit', 'D-2', 'cancelled')],
  })
  expect(all.map((w) => [w.reference, w.duty?.id, w.steps[0]])).toEqual([['D-1', 'sign_first D-1', 'sign_first'], ['D-2', undefined, 'plan']])
})

test('a decision that is reviewed waits too, also of a request that was declined', () => {
  const [only, ...rest] = waits({ requests: [], obligations: [duty('settle_review', 'D-3'), duty('settle_review', 'D-1', 'fulfilled')] })
  expect([only!.reference, only!.review, only!.request, only!.steps, rest]).toEqual(['D-3', true, undefined, ['settle_review'], []])
})
