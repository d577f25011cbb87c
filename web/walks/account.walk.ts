import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { desk, invitations, Person, watched, ways, type Way } from './support'
import { totp } from './totp'

watched()

const password = `琥珀 lantern ${randomUUID()}`

/** giveNumber fills in number and password, and sends them. */
async function givesPassword(p: Person, code: string) {
  await p.label('工号', 'Staff number').fill(code)
  await p.label('密码', 'Password').fill(password)
  await p.button('登录', 'Sign in').click()
}

/** isInvited sets the first password, and signs in with it. */
async function isInvited(p: Person, code: string) {
  await p.page.goto(`${desk}/invitation#${invitations[code]}`)
  await p.label('新密码', 'New password').fill(password)
  await p.label('再次填写新密码', 'The new password again').fill(password)
  await p.looks('invitation')
  expect(p.page.url()).not.toContain(invitations[code])
  await p.button('设置密码', 'Set the password').click()
  await p.page.getByRole('link', { name: p.say('去登录', 'Sign in'), exact: true }).click()
  await p.label('工号', 'Staff number').fill(code)
  await p.label('密码', 'Password').fill('not this one at all')
  await p.looks('sign-in')
  await p.button('登录', 'Sign in').click()
  await p.page.getByRole('alert').getByText(p.say('工号或密码不对', 'don’t belong together')).waitFor()
  await givesPassword(p, code)
  await p.page.locator('#page h1').waitFor()
}

/** enrols sets a second factor up; what comes back are the recovery codes. */
async function enrols(p: Person): Promise<string[]> {
  await p.goes('/account')
  await p.button('设置或使用第二因素', 'Set up or give a second factor').click()
  const secret = await p.drawer.locator('code.secret').innerText()
  await p.looks('second-factor')
  await p.label('验证码', 'Code', p.drawer).fill(totp(secret))
  await p.button('确认', 'Confirm', p.drawer).click()
  const list = p.drawer.getByRole('list', { name: p.say('恢复码', 'Recovery codes') })
  await list.waitFor()
  const codes = await list.locator('code').allInnerTexts()
  await p.button('我已存好', 'I have kept them', p.drawer).click()
  await p.button('移除第二因素', 'Remove the second factor').waitFor()
  return codes
}

/** complains opens a complaint of the eastern store for a customer of that phone number. */
async function complains(p: Person, phone: string): Promise<string> {
  const post = async (path: string, data: unknown) => {
    const answer = await p.page.request.post(`${desk}/api/v1${path}`, { headers: { 'Idempotency-Key': randomUUID() }, data })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
  const units = await (await p.page.request.get(`${desk}/api/v1/units`)).json()
  const unit = units.items.find((u: { code: string }) => u.code === 'EAST').id
  const customer = await post('/customers', { unit, name: 'Demo Masked', phone, vehicles: [{ model: 'Demo One', plate: `沪D${phone.slice(-5)}` }] })
  return (await post('/complaints', { unit, customer_id: customer.id, vehicle_id: customer.vehicles[0].id, channel: 'phone', content: 'masked' })).id
}

describe.each(ways.slice(0, 1))('$name', (way: Way) => {
  test('a password and a second factor let somebody in, who sees to the own account, and an auditor reads it', async () => {
    const code = 'care-head'
    const [p, other] = [await Person.comes(code, way, 'account'), await Person.comes(code, way, 'account-elsewhere')]
    await isInvited(p, code)
    const recovery = await enrols(p)

    await other.page.goto(`${desk}/`)
    await givesPassword(other, code)
    await other.page.getByText(other.say('密码正确', 'The password is right')).waitFor()
    await other.label('验证码', 'Code').fill(recovery[0]!)
    await other.button('登录', 'Sign in').click()
    await other.page.locator('#page h1').waitFor()

    await p.goes('/account')
    await p.looks('account')
    await p.page.getByRole('button', { name: p.say('结束 ', 'End the session') }).click()
    await p.page.getByRole('button', { name: p.say('结束 ', 'End the session') }).waitFor({ state: 'hidden' })
    await other.page.goto(`${desk}/policies`)
    await other.label('工号', 'Staff number').waitFor()

    await makesToken(p)
    await reveals(p, way)
    await audits(way)
    await Promise.all([p, other].map((who) => who.leaves()))
  })
})

/** makesToken makes one, is shown it once, and ends it. */
async function makesToken(p: Person) {
  await p.button('新建令牌', 'Make a token').click()
  await p.label('用途', 'What it is for', p.drawer).fill('nightly')
  await p.button('新建令牌', 'Make a token', p.drawer).click()
  const token = await p.drawer.locator('code.secret').innerText()
  const reads = () => fetch(`${desk}/api/v1/staff/me`, { headers: { Authorization: `Bearer ${token}` } }).then((answer) => answer.status)
  expect(await reads()).toBe(200)
  await p.button('我已存好', 'I have kept it', p.drawer).click()
  await p.button('停用令牌 nightly', 'End the token nightly').click()
  await p.page.locator('.ant-popover').getByRole('button', { name: p.say('停用', 'End'), exact: true }).click()
  await p.button('停用令牌 nightly', 'End the token nightly').waitFor({ state: 'hidden' })
  expect(await reads()).toBe(401)
}

const reason = `按约定致电 ${randomUUID()}`

/** reveals sees a number in full for a reason, and not any longer once it is hidden. */
async function reveals(p: Person, way: Way) {
  const phone = `137${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  const adviser = await Person.signs('adviser', way, 'account')
  const id = await complains(adviser, phone)
  await adviser.leaves()
  await p.goes(`/complaints/${id}`)
  expect(await p.page.content()).not.toContain(phone)
  await p.button('查看完整资料', 'Show in full').click()
  await p.label('事由', 'What for', p.drawer).fill(reason)
  await p.looks('reveal')
  await p.button('查看', 'Show', p.drawer).click()
  await p.page.getByText(phone).waitFor()
  await p.page.getByText(p.say('今天还可查看', 'more today')).waitFor()
  await p.button('隐藏', 'Hide').click()
  await p.page.getByText(phone).waitFor({ state: 'hidden' })
}

/** audits reads who saw what, and the signed heads; an auditor's menu has nothing else. */
async function audits(way: Way) {
  const auditor = await Person.signs('auditor', way, 'account')
  await auditor.page.waitForURL(/\/audit/)
  expect(await auditor.page.getByRole('menuitem').allInnerTexts()).toEqual([auditor.say('审计', 'Audit')])
  await auditor.picks(auditor.label('做了什么', 'What was done'), auditor.say('查看未遮盖的资料', 'Saw a field unmasked'))
  await auditor.page.waitForURL(/action=revealed/)
  await auditor.settled()
  await auditor.looks('audit')
  await auditor.page.locator('.rows tbody').getByRole('button').first().click()
  await auditor.drawer.getByText(reason).waitFor()
  await auditor.looks('audited')
  await auditor.page.keyboard.press('Escape')
  await auditor.page.getByRole('tab', { name: auditor.say('签名的链头', 'Signed heads') }).click()
  await auditor.page.getByText(auditor.say('签名（Ed25519）', 'Signature (Ed25519)')).first().waitFor()
  await auditor.leaves()
}
