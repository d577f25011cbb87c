import type { components } from '../../api/schema'

/** By what a customer is found: exactly one of these goes into a search. */
export type By = 'phone' | 'phone_last4' | 'plate' | 'vin' | 'name'

type Search = components['schemas']['CustomerSearch']

/** guess says what was typed: a whole phone number, its last four digits, a plate, a VIN, else a whole name. */
export function guess(typed: string): By | undefined {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return undefined
  const bare = text.toUpperCase().replace(/[\s.·•()-]/g, '')
  if (/^\+?\d+$/.test(bare)) {
    const digits = bare.replace('+', '').length
    return digits === 4 ? 'phone_last4' : digits > 4 ? 'phone' : undefined
  }
  if (/^(?=.*\d)[A-HJ-NPR-Z\d]{17}$/.test(bare)) return 'vin'
  return plates.some((p) => p.test(bare)) ? 'plate' : 'name'
}

// 沪A12345, 沪AD12345, 粤Z1234港, 使014001; then plates of letters and digits alone, such as MR1234 and ABC-5678.
const plates = [/^\p{Script=Han}[A-Z\d]{5,8}\p{Script=Han}?$/u, /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{4,8}$/]

/** otherwise is what else the same text may be, should nobody be found. */
export function otherwise(by: By): By[] {
  switch (by) {
    case 'name':
      return ['plate']
    case 'plate':
      return ['name']
    case 'vin':
      return ['plate']
    default:
      return []
  }
}

/** search is the body that looks for a text as one thing. */
export function search(by: By, typed: string): Search {
  const text = typed.normalize('NFKC').trim()
  return { [by]: by === 'phone_last4' ? text.replace(/\D/g, '') : text }
}

/** What a customer to be created is already known to be, from what was looked for. */
export interface Known { name?: string; phone?: string; plate?: string; vin?: string }

export function known(by: By | undefined, typed: string): Known {
  return by && by !== 'phone_last4' ? { [by]: typed.trim() } : {}
}
