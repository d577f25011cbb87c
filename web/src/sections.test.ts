import { expect, it } from 'vitest'
import { sectionsOf } from './sections'

const roles = (...names: string[]) => names.map((role) => ({ role }))

it('an auditor has the audit alone, others have no part in it', () => {
  expect(sectionsOf(roles('auditor'))).toEqual(['audit'])
  expect(sectionsOf(roles('sales_consultant'))).not.toContain('audit')
  expect(sectionsOf(roles('sales_consultant'))[0]).toBe('work')
})

it('messages that leave the house are an administrator’s', () => {
  expect(sectionsOf(roles('administrator'))).toEqual([...sectionsOf(roles()), 'outbox'])
  expect(sectionsOf(roles('sales_consultant', 'auditor'))).not.toContain('outbox')
})

it('who holds both has both', () => {
  expect(sectionsOf(roles('auditor', 'sales_consultant'))).toEqual([...sectionsOf(roles()), 'audit'])
})
