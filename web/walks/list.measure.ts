import { loadavg } from 'node:os'
import type { CDPSession, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signInAs, visit } from './visit'

const most = 300 // ms, of the median

// On a machine that tests other things meanwhile a wait says little: there the page's own work is judged, and waits are only
// printed. `make desk-bench`, alone on its machine, judges waits.
const alone = process.env.CAREBOOK_DESK_BENCH === '1'
const rounds = alone ? 5 : 2

/** What was waited, and how long the page's own thread worked for it: the second doesn't depend on what else the machine does. */
interface Wait { ms: number; work: number }

// Eight lists at once, each with its own request: printed, not judged as one list's interaction.
const board = 'complaints: open the board, all columns'

const figures = new Map<string, Wait[]>()
const wires = new Map<Page, CDPSession>()

async function worked(page: Page) {
  const { metrics } = await wires.get(page)!.send('Performance.getMetrics')
  return 1000 * metrics.find((m) => m.name === 'TaskDuration')!.value
}

/**
 * waits measures what a person waits for: from the click, as the browser saw it, until the frame is painted in which `drawn`
 * holds and the page shows something else than before. `drawn` is an expression over the document; `shown` tells what a person looks at.
 */
async function waits(page: Page, what: string, shown: string, drawn: string, act: () => Promise<unknown>) {
  await page.evaluate(`(() => {
    const looks = () => [...document.querySelectorAll(${JSON.stringify(shown)})].map((e) => e.textContent).join('|')
    const before = looks()
    window.began = undefined
    const begin = (e) => { window.began = e.timeStamp }
    addEventListener('click', begin, { capture: true, once: true })
    window.waited = new Promise((tell) => {
      const look = () => {
        if (window.began === undefined || looks() === before || !(${drawn})) return
        changes.disconnect()
        removeEventListener('click', begin, { capture: true })
        requestAnimationFrame(() => setTimeout(() => tell(performance.now() - window.began))) // after the frame is painted
      }
      const changes = new MutationObserver(look)
      changes.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
    })
  })()`)
  const before = await worked(page)
  await act()
  const ms = await Promise.race([page.evaluate<number>('window.waited'), slow(what)])
  figures.set(what, [...(figures.get(what) ?? []), { ms, work: (await worked(page)) - before }])
}

/** slow gives up, and says on what. */
const slow = (what: string) => new Promise<never>((_, fail) => setTimeout(() => fail(new Error(`${what}: nothing new was drawn within 10 s`)), 10_000))

const rows = '.rows tbody'
const listed = `document.querySelectorAll('.rows tbody tr').length > 0 && document.querySelector('section[aria-busy=false]')`
const boarded = `document.querySelectorAll('.board-column .tile').length >= 40 && !document.querySelector('.board .ant-skeleton')`

/** quiet waits until nothing is under way that would slow down the next interaction; nobody clicks that fast. */
const quiet = (page: Page) => page.waitForTimeout(400)

/** complaints goes through the list of a page that was loaded anew: every answer comes from the service, none from the page's memory, except on the way back. */
async function complaints(page: Page) {
  const step = async (what: string, act: () => Promise<unknown>, shown = rows, drawn = listed) => {
    await waits(page, what, shown, drawn, act)
    await quiet(page)
  }
  await page.goto('/complaints')
  await page.locator('.rows tbody tr').first().waitFor()
  await quiet(page)
  await step('complaints: next page', () => page.getByRole('button', { name: 'Next page' }).click())
  await step('complaints: the page after it', () => page.getByRole('button', { name: 'Next page' }).click())
  await step('complaints: back', () => page.evaluate('window.began = performance.now(); history.back()'))
  await step('complaints: sort by last change', () => page.getByRole('columnheader', { name: 'Last change' }).click())
  await page.getByRole('combobox', { name: 'Status' }).click()
  await quiet(page)
  await step('complaints: filter by status', () => page.locator('.ant-select-item-option', { hasText: /^Assigned$/ }).click())
  await page.goto('/complaints')
  await page.locator('.rows tbody tr').first().waitFor()
  await quiet(page)
  await step(board, () => page.getByText('Board', { exact: true }).click(), '.page', boarded)
}

async function todos(page: Page) {
  await page.goto('/work')
  await page.locator('.rows tbody tr').first().waitFor()
  await quiet(page)
  for (const what of ['to-dos: next page', 'to-dos: the page after it']) {
    await waits(page, what, rows, listed, () => page.getByRole('button', { name: 'Next page' }).click())
    await quiet(page)
  }
}

/** measured does a thing once to warm up, then several times that count. */
async function measured(code: string, go: (page: Page) => Promise<void>) {
  const { browser, page } = await visit()
  try {
    wires.set(page, await page.context().newCDPSession(page))
    await wires.get(page)!.send('Performance.enable', { timeDomain: 'threadTicks' })
    await signInAs(page, code)
    const others = new Map(figures)
    await go(page)
    figures.clear()
    others.forEach((waits, what) => figures.set(what, waits))
    for (let i = 0; i < rounds; i++) await go(page)
  } finally {
    await browser.close()
  }
}

const median = (all: number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!
const ms = (n: number) => `${Math.round(n)} ms`.padStart(8)

/** series measures everything once over and says what took too long. */
async function series(): Promise<string[]> {
  figures.clear()
  await measured('ceo', complaints)
  await measured('care-specialist', todos)
  const lines = [...figures].map(([what, waits]) => {
    const all = waits.map((w) => w.ms)
    return `${what.padEnd(34)} median${ms(median(all))}, worst${ms(Math.max(...all))}, the page's own work${ms(median(waits.map((w) => w.work)))}`
  })
  console.log(`load ${loadavg()[0]!.toFixed(1)}; ${rounds} times each\n${lines.join('\n')}`)
  return [...figures].filter(([what]) => what !== board).filter(([, waits]) => median(waits.map((w) => (alone ? w.ms : w.work))) > most).map(([what]) => what)
}

// Beside other tests even the page's own work takes longer: the best of three series is nearest to what it is.
test('a list of 100,000 rows answers an interaction within 300 ms', async () => {
  let slow = await series()
  for (let more = alone ? 0 : 2; slow.length > 0 && more > 0; more--) slow = await series()
  expect(slow).toEqual([])
})
