import { expect, test } from 'vitest'
import { columns, kinds } from './columns'

test('the page offers every kind of workbook, dispatches and payments after their customers', () => {
  expect(kinds).toEqual(['customers', 'vehicles', 'staff', 'deliveries', 'dispatches', 'payments'])
  expect(Object.keys(columns)).toEqual([...kinds])
})

test('each column stands once, in three languages, and the first is the reference of its row', () => {
  for (const kind of kinds) {
    const names = columns[kind].map((c) => c.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names[0]).toBe(kind === 'staff' ? 'badge' : 'external_ref')
    for (const c of columns[kind]) expect([...c.title, ...(c.hint ?? [])].every(Boolean)).toBe(true)
  }
})

test('a dispatch and a payment name customer, amount and moment; a payment its receipt', () => {
  const required = (kind: 'dispatches' | 'payments') => columns[kind].filter((c) => c.required).map((c) => c.name)
  expect(required('dispatches')).toEqual(['external_ref', 'customer_ref', 'amount', 'dispatched_at'])
  expect(required('payments')).toEqual(['external_ref', 'customer_ref', 'receipt', 'amount', 'paid_at'])
})
