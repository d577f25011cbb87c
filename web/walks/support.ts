import axe from 'axe-core'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'

/** The service under the walks: where it answers, who has which token, where screenshots go. */
const env = (name: string) => process.env[name] ?? fail(`${name} isn't set: the walks are run by go test ./e2e -run Desk`)
const fail = (why: string): never => { throw new Error(why) }
export const desk = env('CAREBOOK_DESK')
const tokens = JSON.parse(env('CAREBOOK_TOKENS')) as Record<string, string>
/** Invitations to set a password, by the code of whoever was invited. */
export const invitations = JSON.parse(process.env.CAREBOOK_INVITATIONS ?? '{}') as Record<string, string>
const artifacts = process.env.CAREBOOK_ARTIFACTS ?? join(import.meta.dirname, '../../e2e/artifacts')

/** In what language and on what screen a walk is done. */
export interface Way {
  name: string
  locale: 'zh-CN' | 'en-GB'
  width: number
  height: number
}
const wide: Way = { name: 'zh-CN at 1440x900', locale: 'zh-CN', width: 1440, height: 900 }
const office: Way = { name: 'zh-CN at 1280x800', locale: 'zh-CN', width: 1280, height: 800 }
const phone: Way = { name: 'zh-CN at 390x844', locale: 'zh-CN', width: 390, height: 844 }
const english: Way = { name: 'en at 1440x900', locale: 'en-GB', width: 1440, height: 900 }
export const ways: Way[] = [wide, phone, english]

/**
 * A walk takes the same steps in every way and takes minutes, so that each is done in one, and the walks divide the ways between
 * them; every page is looked at in all of them by pages.walk.ts. `make walks` does every walk in every way.
 */
const only = (way: Way) => (process.env.CAREBOOK_WALKS === 'all' ? [...new Set([...ways, way])] : [way])
export const atADesk = only(wide)
export const inAnOffice = only(office)
export const onAPhone = only(phone)
export const inEnglish = only(english)

let browser: Promise<Browser> | undefined
const chrome = () => (browser ??= chromium.launch({ executablePath: process.env.CAREBOOK_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] }))

/** watched keeps a picture of everybody's screen when a walk failed, and closes the browser at the end. */
export function watched() {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    for (const p of here) await p.page.screenshot({ path: join(artifacts, `FAILED-${p.walk}.png`) }).catch(() => {})
  })
  afterAll(async () => (await browser)?.close())
}
const here = new Set<Person>()

/** What a person at the desk would notice beside the page: errors of scripts, styles that were blocked. */
function complaints(page: Page): string[] {
  const heard: string[] = []
  page.on('pageerror', (e) => heard.push(`error: ${e.message}`))
  page.on('console', (m) => {
    // A refusal is written to the console by the browser itself.
    if (['error', 'warning'].includes(m.type()) && !m.text().startsWith('Failed to load resource')) heard.push(`${m.type()}: ${m.text()}`)
  })
  return heard
}

/** Somebody at the desk, signed in. */
export class Person {
  private shots = 0
  private constructor(
    readonly page: Page,
    readonly way: Way,
    readonly walk: string,
    private readonly context: BrowserContext,
    private readonly heard: string[],
    private readonly token: string,
  ) {}

  /** comes opens a browser of one's own, in which nobody has signed in. */
  static async comes(staff: string, way: Way, walk: string): Promise<Person> {
    const context = await (await chrome()).newContext({ viewport: { width: way.width, height: way.height }, locale: way.locale, acceptDownloads: true })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    const p = new Person(page, way, `${walk}-${staff}-${way.locale}-${way.width}`, context, complaints(page), tokens[staff] ?? fail(`no token of ${staff}`))
    here.add(p)
    return p
  }

  /** signs comes, and signs in with the token that was handed out. */
  static async signs(staff: string, way: Way, walk: string): Promise<Person> {
    const p = await Person.comes(staff, way, walk)
    await p.page.goto(`${desk}/`)
    await p.signsInAgain()
    await p.page.locator('#page h1').waitFor()
    return p
  }

  /** signsInAgain gives the token where the desk asks for it. */
  async signsInAgain() {
    await this.button('用令牌登录', 'Sign in with a token').click()
    await this.label('令牌', 'Token').fill(this.token)
    await this.page.keyboard.press('Enter')
  }

  /** say is a text in the language of this walk. */
  say(hans: string, en: string): string {
    return this.way.locale === 'zh-CN' ? hans : en
  }

  button(hans: string, en: string, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name: this.say(hans, en), exact: true })
  }

  label(hans: string, en: string, within: Page | Locator = this.page): Locator {
    return within.getByLabel(this.say(hans, en), { exact: true })
  }

  /** goes opens an address of the desk as if it were typed. */
  async goes(path: string) {
    await this.page.goto(desk + path)
    await this.page.locator('#page h1, #page .ant-result, #page [role=alert]').first().waitFor()
  }

  /** looks takes a screenshot and lets axe look at the page: nothing serious may stand there. */
  async looks(name: string) {
    await this.settled()
    mkdirSync(artifacts, { recursive: true })
    await this.page.screenshot({ path: join(artifacts, `${this.walk}-${String(++this.shots).padStart(2, '0')}-${name}.png`) })
    await this.page.evaluate(axe.source)
    const found = await this.page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] })
      return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
        .map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3).join(' | ')}`)
    })
    expect(found, `${name}, ${this.way.name}`).toEqual([])
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(wide, `${name} is wider than the screen, ${this.way.name}`).toBeLessThanOrEqual(0)
  }

  /** settled waits until nothing moves and nothing is being asked for. */
  async settled() {
    await this.page.locator('[aria-busy=true], .ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'hidden' }).catch(() => {})
    await this.page.waitForFunction(() => document.getAnimations().every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().iterations === Infinity))
  }

  /** drawer is the form or account that was opened over the page. */
  get drawer(): Locator {
    return this.page.getByRole('dialog').last()
  }

  /** takes opens the form of a step: it stands in front or behind "more", as soon as the running case has said so. */
  private async takes(name: string): Promise<void> {
    const front = this.page.getByRole('button', { name, exact: true }).first()
    const more = this.button('更多操作', 'More')
    const behind = this.page.getByRole('menuitem', { name, exact: true })
    const opened = this.drawer.locator('form').getByRole('button', { name, exact: true }) // its sending: also of a slow click that was given up
    for (const until = Date.now() + 30_000; Date.now() < until; ) {
      if (await opened.isVisible()) return
      if (await front.isVisible()) await front.click({ timeout: 2000 }).catch(() => {})
      else {
        if (!(await behind.isVisible()) && (await more.isVisible())) await more.click({ timeout: 2000 }).catch(() => {})
        await behind.click({ timeout: 1000 }).catch(() => {})
      }
      await opened.waitFor({ timeout: 2000 }).catch(() => {})
    }
    fail(`${name} is neither in front nor behind "more"`)
  }

  /** does takes a step of a case: its button, the fields of its form, and sending it. */
  async does(hans: string, en: string, fill: (form: Locator) => Promise<void> = async () => {}) {
    const name = this.say(hans, en)
    await this.takes(name)
    const form = this.drawer
    await form.waitFor()
    await fill(form)
    const send = form.locator('form').getByRole('button', { name, exact: true })
    const read = this.button('我已看过，在最新版本上继续', 'I have read it: go on from the latest', form)
    for (let turn = 0; turn < 4; turn++) {
      await send.click()
      await read.or(form.page().locator('.ant-message-success')).first().waitFor()
      if (!(await read.isVisible())) break
      await read.click() // a clock ran out meanwhile: read, and sent again
    }
    await form.waitFor({ state: 'hidden' })
  }

  /** opens a chapter of a case's page: a tab, or on a phone a heading that unfolds. */
  async opens(name: RegExp) {
    await this.page.getByRole('tab', { name }).or(this.page.locator('.ant-collapse-header', { hasText: name })).first().click()
  }

  /** agrees asks the running workflow, which is to say what the books say. */
  async agrees() {
    await this.opens(new RegExp(`^${this.say('运行状态', 'Live state')}$`))
    await this.page.getByText(this.say('账簿与运行中的流程一致。', 'The books and the running process agree.')).waitFor()
    await this.looks('live')
  }

  /** ticks chooses one of the values that stand side by side. */
  async ticks(text: string, within: Page | Locator = this.page) {
    await within.locator('label', { hasText: new RegExp(`^${text}$`) }).first().click()
  }

  /** picks chooses from a list that opens: by what its line says. A list that is drawn anew under the pointer is asked again. */
  async picks(control: Locator, text: string) {
    const select = control.locator('xpath=ancestor-or-self::*[contains(concat(" ", @class, " "), " ant-select ")][1]')
    const chosen = select.locator('.ant-select-content-has-value, .ant-select-selection-item').first()
    for (let turn = 0; turn < 3; turn++) {
      await control.click()
      await control.fill(text).catch(() => {})
      await this.page.locator('.ant-select-item-option', { hasText: text }).first().click()
      if (await chosen.waitFor({ timeout: 3000 }).then(() => true, () => false)) return
    }
    fail(`${text} was clicked in the list, and isn't chosen`)
  }

  /** stands waits until the case is in a status. */
  async stands(hans: string, en: string) {
    await this.page.locator('h1 .tag', { hasText: this.say(hans, en) }).waitFor()
  }

  /** leaves closes the browser; nothing may have gone wrong beside the page. */
  async leaves() {
    here.delete(this)
    await this.context.close()
    expect(this.heard, this.walk).toEqual([])
  }
}

/** caseId is the case that an address names. */
export const caseId = (page: Page) => /\/(?:complaints|archives|credits|returnvisits|leads|campaigns|visits|visitplans)\/([0-9a-f-]{36})/.exec(page.url())![1]!
