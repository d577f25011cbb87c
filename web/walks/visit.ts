import { chromium, type Browser, type Page } from 'playwright-core'

const desk = process.env.CAREBOOK_DESK!

/** visit opens the desk in a browser that has never seen it, in English. */
export async function visit(): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  const page = await browser.newPage({ baseURL: desk, locale: 'en', viewport: { width: 1440, height: 900 } })
  return { browser, page }
}

/** signInAs comes in by the token of somebody whose code is given, and waits for My work. */
export async function signInAs(page: Page, code: string) {
  const tokens = JSON.parse(process.env.CAREBOOK_TOKENS!) as Record<string, string>
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in with a token' }).click()
  await page.getByLabel('Token', { exact: true }).fill(tokens[code]!)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'My work' }).waitFor()
}
