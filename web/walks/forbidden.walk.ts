import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { desk, Person, watched, atADesk, inEnglish, type Way } from './support'

watched()

interface Case { id: string; number: string; phone: string }
const secret = '只有经办人可以看到的内容'

/** asks sends a request as the desk would, with the cookie of whoever is signed in. */
async function asks(p: Person, method: 'GET' | 'POST', path: string, data?: unknown) {
  const headers = { 'Accept-Language': p.say('zh-Hans', 'en'), ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }) }
  const answer = await p.page.request.fetch(`${desk}/api/v1${path}`, { method, headers, data })
  return { status: answer.status(), body: answer.status() === 204 ? {} : await answer.json() }
}

/** complains opens a complaint of the eastern store, about somebody if codes are given. */
async function complains(adviser: Person, ...about: string[]): Promise<Case> {
  const [{ body: units }, phone] = [await asks(adviser, 'GET', '/units'), `136${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`]
  const unit = units.items.find((u: { code: string }) => u.code === 'EAST').id
  const { body: staff } = await asks(adviser, 'GET', `/staff?unit=${unit}&limit=100`)
  const subjects = about.map((code) => staff.items.find((s: { code: string }) => s.code === code).id)
  const customer = await asks(adviser, 'POST', '/customers', { unit, name: 'Demo Quiet', phone, vehicles: [{ model: 'Demo One', plate: `沪C${phone.slice(-5)}` }] })
  const opened = await asks(adviser, 'POST', '/complaints', { unit, customer_id: customer.body.id, vehicle_id: customer.body.vehicles[0].id, channel: 'phone', content: secret, subjects })
  expect(opened.status, JSON.stringify(opened.body)).toBeLessThan(300)
  return { id: opened.body.id, number: opened.body.number, phone }
}

/** isTurnedAway opens a complaint by its address and is told the way out; nothing of the case is on the page. */
async function isTurnedAway(p: Person, c: Case) {
  for (const path of [`/complaints/${c.id}`, `/complaints/${c.id}/form`]) {
    await p.goes(path)
    const refusal = p.page.getByRole('alert')
    await refusal.getByText(p.say('不存在，或您无权查看', 'Not there, or not yours to see')).waitFor()
    await refusal.getByText(p.say('请核对地址', 'Check the address')).waitFor()
    const page = await p.page.content()
    for (const text of [c.number, secret, c.phone.slice(-4), 'Demo Quiet']) expect(page).not.toContain(text)
  }
  await p.looks('turned-away')
  for (const of of ['', '/events', '/attachments', '/actions']) {
    const { status, body } = await asks(p, 'GET', of === '' ? `/complaints/${c.id}` : `/cases/${c.id}${of}`)
    expect([of, status, body.code]).toEqual([of, 404, 'not_found'])
  }
}

/** writesNote opens the form of a note and fills it in, without sending it. */
async function writesNote(p: Person, text: string) {
  await p.button('更多操作', 'More').click()
  await p.page.getByRole('menuitem', { name: p.say('添加备注', 'Add a note'), exact: true }).click()
  await p.label('内容', 'What is said', p.drawer).fill(text)
}
const sendNote = (p: Person) => p.button('添加备注', 'Add a note', p.page.locator('.ant-drawer')).click()
const goesOn = (p: Person) => p.button('我已看过，在最新版本上继续', 'I have read it: go on from the latest')
const told = (p: Person, text: string) => p.page.locator('.columns .ant-timeline .said', { hasText: text })

/** sendsNote sends it to the end: a clock may have run out meanwhile, which is read first. */
async function sendsNote(p: Person, text: string) {
  for (let turn = 0; turn < 3; turn++) {
    await sendNote(p)
    await goesOn(p).or(told(p, text)).first().waitFor()
    if (!(await goesOn(p).isVisible())) break
    await goesOn(p).click()
  }
  await p.page.locator('.ant-drawer').waitFor({ state: 'hidden' })
  expect(await told(p, text).count()).toBe(1)
}

describe.concurrent.each(inEnglish)('$name', (way: Way) => {
  test('a complaint isn’t there for another store, nor for those whom it is about', async () => {
    const [adviser, west, subject] = await Promise.all(['adviser', 'west-manager', 'service-adviser'].map((staff) => Person.signs(staff, way, 'forbidden'))) as [Person, Person, Person]
    const [about, other] = [await complains(adviser, 'service-adviser'), await complains(adviser)]

    await isTurnedAway(west, about)
    await isTurnedAway(west, other)
    await isTurnedAway(subject, about)
    for (const path of ['/complaints', '/complaints?view=board', '/work', '/inbox', '/obligations']) {
      await subject.goes(path)
      await subject.settled()
      if (path === '/complaints') await subject.page.getByText(other.number).waitFor() // the one that isn't about him
      expect(await subject.page.content(), path).not.toContain(about.number)
      expect(await subject.page.content(), path).not.toContain(about.id)
    }
    await subject.looks('lists')
    await west.goes('/complaints')
    await west.settled()
    expect(await west.page.content()).not.toContain(other.number)
    await west.looks('complaints-of-west')
    await Promise.all([adviser, west, subject].map((p) => p.leaves()))
  })
})

// What follows is the same on every screen and in every language.
describe.concurrent.each(atADesk)('$name', (way: Way) => {
  test('a step is offered to those only whose it is, and refused to others with its clause', async () => {
    const [adviser, subject] = await Promise.all(['adviser', 'service-adviser'].map((staff) => Person.signs(staff, way, 'role'))) as [Person, Person]
    const { id } = await complains(adviser)
    await subject.goes(`/complaints/${id}`)
    await subject.stands('已登记', 'Registered')
    const who = subject.button('谁可以做什么', 'Who may do what')
    await who.waitFor()
    expect(await subject.button('定级', 'Classify').count()).toBe(0)
    await who.click()
    await subject.page.locator('.ant-popover li', { hasText: subject.say('定级', 'Classify') }).getByText('V13-2.3').waitFor()
    await subject.looks('who-may')
    const refused = await asks(subject, 'POST', `/complaints/${id}/classify`, { severity: 'ordinary', data_true: true })
    expect([refused.status, refused.body.code, refused.body.clause]).toEqual([403, 'wrong_role', 'V13-2.3'])
    await subject.goes(`/complaints/${id}`)
    await subject.stands('已登记', 'Registered')
    await Promise.all([adviser, subject].map((p) => p.leaves()))
  })

  test('what was typed outlives the sign-in, and is sent after the next one', async () => {
    const [adviser, specialist] = await Promise.all(['adviser', 'care-specialist'].map((staff) => Person.signs(staff, way, 'signed-out'))) as [Person, Person]
    const { id } = await complains(adviser)
    const typed = `客户下午再来电 ${randomUUID()}`
    await specialist.goes(`/complaints/${id}`)
    await writesNote(specialist, typed)
    expect((await asks(specialist, 'POST', '/session/end')).status).toBe(204)
    await sendNote(specialist)
    await specialist.page.getByText(specialist.say('登录已失效', 'You have been signed out'), { exact: true }).waitFor()
    expect(await specialist.label('内容', 'What is said').inputValue()).toBe(typed)
    await specialist.looks('signed-out')
    await specialist.signsInAgain()
    await specialist.page.locator('.ant-modal').waitFor({ state: 'hidden' })
    expect(await specialist.label('内容', 'What is said').inputValue()).toBe(typed)
    await specialist.looks('signed-in-again')
    await sendsNote(specialist, typed)
    await specialist.looks('sent')
    await Promise.all([adviser, specialist].map((p) => p.leaves()))
  })

  test('whoever comes second is told what happened, and goes on', async () => {
    const [adviser, specialist, manager] = await Promise.all(['adviser', 'care-specialist', 'care-manager'].map((staff) => Person.signs(staff, way, 'second'))) as [Person, Person, Person]
    const { id } = await complains(adviser)
    const [first, second] = [`第一条 ${randomUUID()}`, `第二条 ${randomUUID()}`]
    await specialist.goes(`/complaints/${id}`)
    await manager.goes(`/complaints/${id}`)
    await writesNote(specialist, second)
    await writesNote(manager, first)
    await sendsNote(manager, first)

    await sendNote(specialist)
    const changed = specialist.page.locator('.ant-drawer').getByRole('alert')
    await changed.getByText(specialist.say('尚未提交：此案刚有变化', 'Not sent yet: the case has just changed')).waitFor()
    await changed.getByText(first).waitFor()
    expect(await specialist.label('内容', 'What is said').inputValue()).toBe(second)
    await specialist.looks('changed')
    await goesOn(specialist).click()
    await sendsNote(specialist, second)
    expect(await told(specialist, first).count()).toBe(1)
    await specialist.looks('both')
    await Promise.all([adviser, specialist, manager].map((p) => p.leaves()))
  })
})
