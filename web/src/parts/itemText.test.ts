import { expect, test } from 'vitest'
import { itemText } from './itemText'

const word = (group: string, key: string) => `${group}.${key}`
const titles = new Map([['checklist', 'Delivery checklist']])

test('a finding is called by its document and its fault', () => {
  expect(itemText('checklist/user_signature', titles, word)).toBe('Delivery checklist · fault.user_signature')
})

test('a document that comes later is called by its title', () => {
  expect(itemText('checklist', titles, word)).toBe('Delivery checklist')
})

test('a fault of no document is called by itself, and an unknown document by its word', () => {
  expect(itemText('contact', titles, word)).toBe('fault.contact')
  expect(itemText('gone/missing', titles, word)).toBe('item.gone · fault.missing')
})
