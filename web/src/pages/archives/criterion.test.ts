import { expect, test } from 'vitest'
import { criterion } from './criterion'

test('what is typed says what it is searched as', () => {
  expect(criterion(' 5678 ')).toEqual({ phone_last4: '5678' })
  expect(criterion('139 0000 5678')).toEqual({ phone: '139 0000 5678' })
  expect(criterion('+86-139-0000-5678')).toEqual({ phone: '+86-139-0000-5678' })
  expect(criterion('沪A·12345')).toEqual({ plate: '沪A·12345' })
  expect(criterion('沪AD12345')).toEqual({ plate: '沪AD12345' })
  expect(criterion('lsvaa49j122047893')).toEqual({ vin: 'lsvaa49j122047893' })
  expect(criterion('12345678901234567')).toEqual({ vin: '12345678901234567' })
  expect(criterion('张伟')).toEqual({ name: '张伟' })
  expect(criterion('Demo Buyer')).toEqual({ name: 'Demo Buyer' })
  expect(criterion('  ')).toBeUndefined()
})
