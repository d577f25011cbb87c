import { expect, it } from 'vitest'
import { groups } from './groups'

it('a secret is read in groups of four, and the last may be shorter', () => {
  expect(groups('ABCDEFGHIJ')).toBe('ABCD EFGH IJ')
  expect(groups('')).toBe('')
})
