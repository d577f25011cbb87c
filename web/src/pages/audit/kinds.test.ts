import { expect, it } from 'vitest'
import { brief, kindParts } from './kinds'

it('a kind names a thing, and a field where one was seen', () => {
  expect(kindParts('customer.phone')).toEqual(['customer', 'phone'])
  expect(kindParts('session')).toEqual(['session', undefined])
})

it('long ids are told apart by their ends, short ones are shown whole', () => {
  expect(brief('01a21caa-db13-74c5-ac39-402307c4612d')).toBe('…07c4612d')
  expect(brief('7')).toBe('7')
})
