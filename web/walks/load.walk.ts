import { expect, test } from 'vitest'
import { signInAs, visit } from './visit'

const most = 500_000

/** The first load is everything that a browser with an empty cache downloads until My work is shown: bytes as they came over the wire. */
test('the first load takes at most 500 kB', async () => {
  const { browser, page } = await visit()
  try {
    const wire = await page.context().newCDPSession(page)
    const urls = new Map<string, string>()
    const bytes = new Map<string, number>()
    await wire.send('Network.enable')
    wire.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, new URL(response.url).pathname))
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength))
    await signInAs(page, 'care-specialist')
    await page.getByRole('region', { name: 'To do' }).and(page.locator('[aria-busy=false]')).waitFor()
    await page.waitForTimeout(500) // what is still under way, besides the stream of changes
    const all = [...bytes].map(([id, n]) => ({ path: urls.get(id) ?? '', bytes: n })).sort((a, b) => b.bytes - a.bytes)
    const sum = all.reduce((n, a) => n + a.bytes, 0)
    console.log(`First load: ${all.length} answers, ${sum} bytes\n${all.slice(0, 12).map((a) => `${String(a.bytes).padStart(8)} ${a.path}`).join('\n')}`)
    expect(all.some((a) => a.path.endsWith('.js'))).toBe(true)
    expect(sum).toBeLessThanOrEqual(most)
  } finally {
    await browser.close()
  }
}, 60_000)
