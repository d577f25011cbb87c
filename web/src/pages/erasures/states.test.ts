import { expect, it } from 'vitest'
import { answerOwed } from './states'

const duty = (name: string, state: 'open' | 'fulfilled') => ({ duty: name, state })

it('what is owed to whoever asked is the answer, and then the look at what is kept', () => {
  expect(answerOwed([duty('identify', 'open'), duty('answer_request', 'open')])?.duty).toBe('answer_request')
  expect(answerOwed([duty('answer_request', 'fulfilled'), duty('look_again', 'open')])?.duty).toBe('look_again')
  expect(answerOwed([duty('answer_request', 'fulfilled')])).toBeUndefined()
})
