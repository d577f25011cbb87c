import { expect, test } from 'vitest'
import { again, asked } from './views'

test('what was given up is shown unless an address asks for something else', () => {
  expect(asked(undefined)).toBe('given_up')
  expect(asked('nonsense')).toBe('given_up')
  expect(asked('all')).toBe('all')
})

test('only what was given up is tried again, and no list of a day', () => {
  expect(again({ state: 'given_up', kind: 'notice' })).toBe(true)
  expect(again({ state: 'given_up', kind: 'morning' })).toBe(false)
  expect(again({ state: 'waiting', kind: 'notice' })).toBe(false)
})
