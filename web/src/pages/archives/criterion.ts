import type { components } from '../../api/schema'

type Search = components['schemas']['CustomerSearch']

const vin = /^[A-HJ-NPR-Z0-9]{17}$/i
const plate = /^[\u4e00-\u9fff][A-Z][·. -]?[A-Z0-9]{4,6}[\u4e00-\u9fff]?$/i

/** criterion is what a text is searched as: four digits, a phone number, a plate, a VIN, or else a whole name. */
export function criterion(typed: string): Search | undefined {
  const text = typed.trim()
  if (!text) return undefined
  if (/^\d{4}$/.test(text)) return { phone_last4: text }
  if (vin.test(text)) return { vin: text }
  if (/^\+?[\d ()-]{5,}$/.test(text)) return { phone: text }
  if (plate.test(text)) return { plate: text }
  return { name: text }
}
