import { expect, test } from 'vitest'
import type { components } from '../../api/schema'
import { answered, unanswered } from './answered'

const script: components['schemas']['VisitScript'] = {
  title: 'How it was handled',
  steps: [],
  questions: [
    { id: 'satisfied', title: 'How content are you?', kind: 'score', values: ['1', '2', '3', '4', '5'], low: ['1', '2'], clause: 'V17-2.3' },
    { id: 'again', title: 'Would you come again?', kind: 'yes_no', values: ['yes', 'no'], clause: 'V17-2.3' },
    { id: 'how', title: 'How did you come?', kind: 'choice', values: ['bus', 'car'], choices: [{ id: 'bus', title: 'By bus' }, { id: 'car', title: 'By car' }], optional: true, clause: 'V17-2.3' },
  ],
}

test('answers stand in the order of the script, as it words them', () => {
  const shown = answered([{ question: 'how', value: 'bus' }, { question: 'satisfied', value: '2' }], script)
  expect(shown.map((a) => [a.title, a.text, a.low])).toEqual([['How content are you?', '2 / 5', true], ['How did you come?', 'By bus', false]])
})

test('what the script doesn’t ask any more is shown by its id', () => {
  expect(answered([{ question: 'gone', value: 'yes' }], undefined)[0]).toMatchObject({ title: 'gone', value: 'yes', text: undefined })
})

test('a question that may stay open isn’t missing', () => {
  expect(unanswered(script.questions, { satisfied: '5' }).map((q) => q.id)).toEqual(['again'])
})
