import type { Person } from './support'

/**
 * delivers has somebody enter a car of a customer who isn't known yet, and gives the file that begins with it: a walk of its own
 * goes through that form. Another one hands the file over, when one is named.
 */
export async function delivers(p: Person, consultant?: string): Promise<{ id: string; number: string }> {
  return await p.page.evaluate(async (named) => {
    const ask = async (path: string, body?: unknown) => {
      const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16)).join('')
      const response = await fetch(`/api/v1${path}`, body ? { method: 'POST', headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key }, body: JSON.stringify(body) } : {})
      if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
      return response.json()
    }
    const unit = (await ask('/units')).items.find((u: { code: string }) => u.code === 'EAST').id
    const consultant = named ?? (await ask('/staff/me')).id
    const n = String(Math.floor(Math.random() * 1e8)).padStart(8, '0')
    const owner = await ask('/customers', { unit, name: 'Demo Buyer', phone: `137${n}`, vehicles: [{ model: 'Demo Two', vin: `LDEMO0000${n}` }] })
    return await ask('/archives', { unit, vehicle_id: owner.vehicles[0].id, file: 'new_car', consultant, delivered_at: new Date().toISOString() })
  }, consultant)
}
