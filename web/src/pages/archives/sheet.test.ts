import { expect, test } from 'vitest'
import type { Archive } from '../../api/books'
import { around, lacking, onDay, signed } from './sheet'

const line = (step: string, at: string) => ({ step, at, by: 'me', seq: 1 }) as Archive['register'][number]

test('the register of a day has what was handed over or received on it', () => {
  const a = { register: [line('sent', '2026-03-20T23:50:00+08:00'), line('signed', '2026-03-21T09:00:00+08:00'), line('checked', '2026-03-22T09:00:00+08:00')] }
  expect(['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'].map((d) => onDay(a, d))).toEqual([false, true, true, false])
  expect(signed(a, 'signed')?.at).toBe('2026-03-21T09:00:00+08:00')
  expect(signed({ register: [] }, 'sent')).toBeUndefined()
})

test('a file that didn’t change since, or was opened later, can’t be in it', () => {
  const of = (opened_at: string, updated_at: string) => around({ opened_at, updated_at }, '2026-03-20')
  expect(of('2026-03-18T09:00:00+08:00', '2026-03-19T23:59:59+08:00')).toBe(false)
  expect(of('2026-03-20T09:00:00+08:00', '2026-03-25T09:00:00+08:00')).toBe(true)
  expect(of('2026-03-21T00:00:00+08:00', '2026-03-25T09:00:00+08:00')).toBe(false)
})

test('the register notes what is missing and what comes later', () => {
  const papers = ['present', 'missing', 'excused'].map((state) => ({ code: state, state })) as Archive['papers']
  expect(lacking({ papers }).map((p) => p.code)).toEqual(['missing', 'excused'])
})
