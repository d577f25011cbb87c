import { describe, expect, it } from 'vitest'
import { awayOn, byStanding, progress, standing } from './terms'

const at = (day: string) => `2026-03-${day}T00:00:00+08:00`
const now = Date.parse(at('10'))

describe('a term', () => {
  it('is over from its end on, which isn’t in it', () => {
    expect(standing({ from: at('01'), to: at('10') }, now)).toBe('over')
    expect(standing({ from: at('01'), to: at('11') }, now)).toBe('ending')
  })

  it('begins with its first moment', () => {
    expect(standing({ from: at('10') }, now)).toBe('held')
    expect(standing({ from: at('11') }, now)).toBe('coming')
  })

  it('stands before what is to come, and that before what is over', () => {
    const terms = [{ from: at('01'), to: at('02') }, { from: at('11') }, { from: at('03') }, { from: at('05') }]
    expect(byStanding(terms, now).map((t) => t.from)).toEqual([at('05'), at('03'), at('11'), at('01')])
  })
})

it('somebody is away on the first and on the last day of an absence', () => {
  const absences = [{ from: '2026-03-06', to: '2026-03-08' }, { from: '2026-03-20' }]
  expect(['05', '06', '08', '09', '20', '31'].map((d) => awayOn(absences, `2026-03-${d}`)?.from)).toEqual([
    undefined, '2026-03-06', '2026-03-06', undefined, '2026-03-20', '2026-03-20',
  ])
})

it('a hand-over is through when nothing is on its way, whatever stayed', () => {
  expect(progress({ moved: 1, left: 2, refused: [] })).toBe(33)
  expect(progress({ moved: 1, left: 0, refused: [{}] })).toBe(100)
  expect(progress({ moved: 0, left: 0, refused: [] })).toBe(100)
})
