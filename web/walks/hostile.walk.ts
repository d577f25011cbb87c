import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { desk, Person, watched, atADesk, type Way } from './support'

watched()

/** Each would run a script where a text is taken for markup, an address or a formula; what it would do is noticed by its mark. */
const payloads = [
  '<script>window.ran=1</script>',
  '<img src=x onerror=window.ran=1>',
  '"><svg onload=window.ran=1>',
  '\'-window.ran=1-\'',
  '<iframe srcdoc="<script>top.ran=1</script>">',
  '[text](javascript:window.ran=1) javascript:window.ran=1',
  '{{constructor.constructor("window.ran=1")()}}${window.ran=1}',
  '<style>@import "http://127.0.0.1/x"</style><base href=http://127.0.0.1/>',
]

interface Answer { status: number, body: { id: string, code?: string, vehicles: { id: string }[], items: { id: string, code: string }[] } }

/** asks sends a request as the desk would; a body that is text is a file. */
async function asks(p: Person, method: 'GET' | 'POST', path: string, data?: unknown, name?: string): Promise<Answer> {
  const headers = { ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }), ...(name !== undefined && { 'Content-Type': 'text/plain', 'X-File-Name': encodeURIComponent(name) }) }
  const answer = await p.page.request.fetch(`${desk}/api/v1${path}`, { method, headers, data })
  return { status: answer.status(), body: await answer.json() as Answer['body'] }
}

/** unharmed opens a page and looks whether something ran, or became a part of the page. */
async function unharmed(p: Person, path: string) {
  await p.goes(path)
  await p.settled()
  const found = await p.page.evaluate(() => ({
    ran: (window as unknown as { ran?: number }).ran,
    parts: document.querySelectorAll('script:not([nonce]):not([src]), iframe, base, [onerror], [onload], a[href^="javascript:"]').length,
  }))
  expect(found, path).toEqual({ ran: undefined, parts: 0 })
}

describe.concurrent.each(atADesk)('$name', (way: Way) => {
  test('what is typed is shown as text and never runs', async () => {
    const [adviser, manager] = await Promise.all(['adviser', 'care-manager'].map((staff) => Person.signs(staff, way, 'hostile'))) as [Person, Person]
    for (const p of [adviser, manager]) p.page.on('dialog', (d) => { void d.dismiss(); expect.fail(`a dialog: ${d.message()}`) })
    const unit = (await asks(adviser, 'GET', '/units')).body.items.find((u) => u.code === 'EAST')!.id
    const phone = `137${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
    const opened: string[] = []
    for (const text of payloads) {
      let customer = await asks(adviser, 'POST', '/customers', { unit, name: text, phone, vehicles: [{ model: text.slice(0, 40), plate: `沪D${phone.slice(-5)}` }] })
      if (customer.status === 422) // a name may not hold everything; then at least the model does
        customer = await asks(adviser, 'POST', '/customers', { unit, name: 'Demo Hostile', phone, vehicles: [{ model: text.slice(0, 40), plate: `沪D${phone.slice(-5)}` }] })
      expect(customer.status, text).toBe(201)
      const { status, body } = await asks(adviser, 'POST', '/complaints', {
        unit, customer_id: customer.body.id, vehicle_id: customer.body.vehicles[0]!.id, channel: 'phone', content: text,
      })
      expect(status, text).toBe(201)
      expect((await asks(manager, 'POST', `/complaints/${body.id}/note`, { text: `${text} ${text}` })).status, text).toBe(200)
      const named = await asks(manager, 'POST', `/cases/${body.id}/attachments`, 'plain text', text.replaceAll(/[/\\]/g, '').slice(0, 200))
      expect(named.status, text).toBe(201)
      opened.push(body.id)
    }
    for (const [i, id] of opened.entries()) {
      await unharmed(manager, `/complaints/${id}`)
      await manager.page.getByText(payloads[i]!, { exact: false }).first().waitFor()
      await unharmed(manager, `/complaints/${id}/form`)
    }
    for (const path of ['/complaints', '/complaints?view=board', '/work', '/inbox', '/obligations', `/complaints/new?q=${encodeURIComponent(payloads[1]!)}`, `/complaints/${encodeURIComponent(payloads[0]!)}`, `/${encodeURIComponent(payloads[1]!)}`]) {
      await unharmed(manager, path)
    }
    await manager.goes(`/complaints/${opened[0]}`)
    await manager.looks('shown-as-text')
    await Promise.all([adviser, manager].map((p) => p.leaves()))
  })
})
