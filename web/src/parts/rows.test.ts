import { expect, test } from 'vitest'
import { turned } from './Rows'

test('a column turns from the latest first to the earliest first, and back to how the list comes', () => {
  expect(turned('due_at', undefined)).toBe('-due_at')
  expect(turned('due_at', '-due_at')).toBe('due_at')
  expect(turned('due_at', 'due_at')).toBeUndefined()
  expect(turned('due_at', '-opened_at')).toBe('-due_at')
})
