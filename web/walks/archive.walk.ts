import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { caseId, Person, watched, inEnglish, type Way } from './support'

watched()

const clockRunsOut = 60_000 // the demo gives 40 seconds to hand a file over
const atMost = 400_000 // of which most is looking

/** delivers has the adviser enter a car that he delivers now to somebody who isn't known yet, and gives the file's id and number. */
async function delivers(adviser: Person): Promise<{ id: string; number: string }> {
  const { page } = adviser
  const phone = `137${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  await adviser.goes('/archives/new')
  const box = adviser.label('电话、电话后四位、车牌、车架号或完整姓名', 'Phone, its last four digits, plate, VIN or whole name')
  await box.fill(phone)
  await box.press('Enter')
  const buyer = page.getByRole('form', { name: adviser.say('登记新客户', 'New customer') })
  await adviser.label('姓名', 'Name', buyer).fill('Demo Buyer')
  await adviser.label('车型', 'Car model', buyer).fill('Demo Two')
  await adviser.label('车架号', 'VIN', buyer).fill(`LDEMO0${phone}`)
  await adviser.button('登记并选用', 'Create and choose', buyer).click()
  await adviser.picks(adviser.label('移交顾问', 'Consultant who hands the file over').last(), '演示销售顾问')
  await adviser.looks('delivery')
  await adviser.button('登记并开始计时', 'Enter it, and let the clock run').click()
  await adviser.stands('待移交', 'Waiting to be handed over')
  return { id: caseId(page), number: (await page.locator('h1').innerText()).split(/\s/)[0]! }
}

/** fines are the entries of the file's page, by the clause that they rest on. */
const fines = (p: Person, clause: string): Locator =>
  p.page.locator('.ant-tabs, .ant-collapse').locator('.ant-card').filter({ has: p.page.getByRole('link', { name: clause, exact: true }) })

/** opensFines shows the fines of a file in its page. */
async function opensFines(p: Person, id: string) {
  await p.goes(`/archives/${id}`)
  await p.opens(new RegExp(`^${p.say('罚款', 'Fines')}`))
}

/** decides takes a decision on one line of money. */
async function decides(p: Person, entry: Locator, hans: string, en: string, reason: string) {
  await p.button(hans, en, entry).click()
  const form = p.drawer
  await p.label('原因', 'Reason', form).fill(reason)
  await p.button(hans, en, form).click()
  await form.waitFor({ state: 'hidden' })
}

/** alone lets one walk at a time do something: whose fine is taken back has the person's others of the month looked at again. */
let turn: Promise<void> = Promise.resolve()
function alone(what: () => Promise<void>): Promise<void> {
  const mine = turn.then(what)
  turn = mine.catch(() => {})
  return mine
}

/** signsFromTheList receives a file by choosing it in the list, as an archivist does with many. */
async function signsFromTheList(archivist: Person, number: string) {
  const { page } = archivist
  await archivist.goes('/archives?status=sent')
  await page.getByRole('checkbox', { name: number, exact: true }).check()
  await archivist.button('签收（1）', 'Sign for receipt (1)').click()
  await archivist.button('为 1 份档案签字', 'Sign (files: 1)', archivist.drawer).click()
  await archivist.drawer.getByText(archivist.say('已签字', 'Signed'), { exact: true }).waitFor()
  await archivist.looks('signed-for')
  await archivist.button('关闭', 'Close', archivist.drawer).last().click()
}

/** prints looks at the register's sheet as it comes out of the printer. */
async function prints(p: Person, id: string, number: string) {
  const { page } = p
  await p.goes(`/archives/${id}`)
  await p.opens(new RegExp(`^${p.say('签收簿', 'Register')}$`))
  await page.getByRole('link', { name: p.say('打印签收簿', 'Print the register') }).click()
  const line = page.getByRole('row').filter({ hasText: number })
  await line.getByText('演示档案管理员').waitFor()
  expect(await line.innerText()).toContain('演示销售顾问')
  await p.looks('register')
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 1031, height: 703 }) // A4 on its side within 12 mm
  expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
  await p.looks('register-on-paper')
  expect((await page.pdf({ landscape: true })).subarray(0, 4).toString()).toBe('%PDF')
}

describe.concurrent.each(inEnglish)('$name', (way: Way) => {
  test('a file that comes late is fined, put right and stored, and a fine is taken back', async () => {
    const [adviser, archivist, director] = await Promise.all(['adviser', 'archivist', 'customer-director'].map((staff) => Person.signs(staff, way, 'archive'))) as [Person, Person, Person]
    const { id, number } = await delivers(adviser)
    await adviser.looks('waiting')

    // Nobody does anything: the clock of the demo runs out before the adviser's eyes.
    await adviser.page.getByText(adviser.say('逾期', 'Late'), { exact: true }).waitFor({ timeout: clockRunsOut })
    await adviser.looks('late')
    await director.goes('/work?tab=approvals')
    const proposed = director.page.locator('tr, .ant-card').filter({ hasText: number })
    await proposed.getByRole('link', { name: 'V4-5.1', exact: true }).waitFor()
    expect(await proposed.count()).toBe(1)
    await director.looks('approvals')

    await adviser.does('自查并签交', 'Sign for handing it over', async (form) => {
      await adviser.button('全部齐备', 'All present', form).click()
      await adviser.looks('checklist')
    })
    await adviser.stands('待签收', 'Sent')
    await signsFromTheList(archivist, number)

    await archivist.goes(`/archives/${id}`)
    await archivist.stands('待核对', 'Signed by both sides')
    await archivist.does('核对', 'Check the file', async (form) => {
      await archivist.picks(archivist.label('交车检查表', 'Delivery checklist', form).last(), archivist.say('缺用户签字', 'The customer\'s signature is missing'))
      await archivist.looks('check')
    })
    await archivist.stands('待整改', 'Defective')
    await archivist.page.getByRole('heading', { name: archivist.say('发现的问题', 'What was found') }).waitFor()
    await archivist.looks('defective')

    // The late one counts before it: the second of a month costs double.
    await opensFines(director, id)
    await fines(director, 'V4-5.2').first().getByText(director.say('加倍', 'Doubled'), { exact: true }).waitFor()
    await director.looks('fines')

    await archivist.does('登记整改', 'Record a correction', async (form) => {
      await form.getByRole('radio').first().check()
      await archivist.looks('correction')
    })
    await archivist.stands('待入柜', 'Checked')
    await archivist.does('入柜存档', 'Store the file', async (form) => {
      const steps = form.getByRole('group').or(form.locator('.ant-checkbox-group')).first().getByRole('checkbox')
      for (let i = 0; i < await steps.count(); i++) await steps.nth(i).check()
      await archivist.looks('storing')
    })
    await archivist.stands('已存档', 'Stored')
    await archivist.looks('stored')

    const late = fines(director, 'V4-5.1')
    await alone(async () => {
      await decides(director, late.first(), '确认', 'Confirm', '属实。')
      await late.getByText(director.say('已确认', 'Confirmed'), { exact: true }).waitFor()
      await decides(director, late.first(), '冲销', 'Reverse', '客户当日已把车开回。')
      await late.getByText(director.say('已冲销', 'Reversed'), { exact: true }).waitFor()
      await late.getByText(director.say('冲销分录', 'A contra entry'), { exact: true }).waitFor()
      expect(await late.filter({ hasText: director.say('冲销分录', 'A contra entry') }).innerText()).toMatch(/-\d+\.00/)
    })
    await director.looks('reversed')

    await prints(archivist, id, number)
    await Promise.all([adviser, archivist, director].map((p) => p.leaves()))
  }, atMost)
})
