import { expect, test } from 'vitest'
import { part } from './sheet'

test.each([
  ['opened', 'content'], ['reported', 'handling'], ['prewarned', 'handling'], ['noted', 'handling'], ['returned', 'decision'], ['told', 'answer'], ['rejected', 'answer'], ['settled', 'closing'],
])('%s stands on the form under %s', (event, where) => expect(part(event)).toBe(where))
