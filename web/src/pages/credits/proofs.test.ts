import { expect, test } from 'vitest'
import type { Credit, Obligation } from '../../api/books'
import { proofs } from './proofs'

const duty = (of: string, item?: string) => ({ id: of + (item ?? ''), duty: of, item }) as Obligation
const [at, later] = ['2026-03-02T09:10:00+08:00', '2026-03-02T09:30:00+08:00']
const account = (more: Partial<Credit['eligibility']>): Pick<Credit, 'eligibility' | 'obligations'> => ({
  eligibility: { eligible: false, needed_year: 2025, ...more },
  obligations: [duty('prove_archive'), duty('prove_contract'), duty('prove_balance', '2025'), duty('prove_balance', '2026')],
})

test('a proof says who gave it and when; a missing one what is owed', () => {
  const [archive, contract, balance] = proofs(account({ archive_proven_at: at }), [{ type: 'noted', occurred_at: at, actor: 'other' }, { type: 'proven', occurred_at: at, actor: 'me' }])
  expect([archive!.good, archive!.at, archive!.by]).toEqual([true, at, 'me'])
  expect([contract!.good, contract!.at, contract!.duty?.id]).toEqual([false, undefined, 'prove_contract'])
  expect([balance!.good, balance!.year, balance!.duty?.id]).toEqual([false, 2025, 'prove_balance2025'])
})

test('a balance of an earlier year was given, but isn’t good any more', () => {
  const balance = proofs(account({ balance_proven_at: later, balance_year: 2024 }), [])[2]!
  expect([balance.at, balance.good, balance.by]).toEqual([later, false, undefined])
  expect(proofs(account({ balance_proven_at: later, balance_year: 2025 }), [])[2]!.good).toBe(true)
})
