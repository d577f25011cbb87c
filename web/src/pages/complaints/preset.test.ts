import { expect, test } from 'vitest'
import { preset } from './preset'

const units = [{ id: 'group' }, { id: 'east', profile: 'store' }, { id: 'west', profile: 'store' }]

test('the only unit that runs policies is preset', () => {
  expect(preset(units.slice(0, 2), [], undefined)).toBe('east')
})

test('the customer’s unit comes before the reader’s own', () => {
  expect(preset(units, [{ unit: 'east' }], 'west')).toBe('west')
  expect(preset(units, [{ unit: 'east' }], undefined)).toBe('east')
})

test('among several nobody guesses', () => {
  expect(preset(units, [{ unit: 'east' }, { unit: 'west' }], undefined)).toBeUndefined()
  expect(preset(units, [{ unit: 'group' }], 'group')).toBeUndefined()
})
