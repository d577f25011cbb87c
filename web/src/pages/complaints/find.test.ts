import { expect, test } from 'vitest'
import { guess, known, otherwise, search } from './find'

test.each([
  ['13800001234', 'phone'],
  ['138 0000 1234', 'phone'],
  ['+86 138-0000-1234', 'phone'],
  ['(010) 6552 9988', 'phone'],
  ['１３８００００１２３４', 'phone'],
  ['1234', 'phone_last4'],
  [' 12-34 ', 'phone_last4'],
  ['沪A12345', 'plate'],
  ['沪a·12345', 'plate'],
  ['沪AD12345', 'plate'],
  ['粤Z1234港', 'plate'],
  ['AB 1234', 'plate'],
  ['abc-5678', 'plate'],
  ['LSVAA4187E2184321', 'vin'],
  ['张伟', 'name'],
  ['欧阳 娜娜', 'name'],
  ['Maria Ho', 'name'],
  ['李', 'name'],
])('%s is looked for as %s', (typed, by) => expect(guess(typed)).toBe(by))

test.each(['', '  ', '1', '123'])('“%s” says too little to look for', (typed) => expect(guess(typed)).toBeUndefined())

test('one search carries one value', () => {
  expect(search('phone_last4', ' 12-34 ')).toEqual({ phone_last4: '1234' })
  expect(search('name', ' 张伟 ')).toEqual({ name: '张伟' })
})

test('a new customer begins with what was looked for, unless that is only the end of a number', () => {
  expect(known('plate', ' 沪A12345 ')).toEqual({ plate: '沪A12345' })
  expect(known('phone_last4', '1234')).toEqual({})
  expect(known(undefined, '12')).toEqual({})
})

test('what may be a plate may be a name, and the other way round', () => {
  expect(otherwise('plate')).toEqual(['name'])
  expect(otherwise('name')).toEqual(['plate'])
  expect(otherwise('phone')).toEqual([])
})
