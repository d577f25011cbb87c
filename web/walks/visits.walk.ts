import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { caseId, desk, Person, watched, inEnglish, onAPhone, type Way } from './support'

watched()

const atMost = 400_000 // of which most is looking
const staff = ['prop-assistant', 'prop-service', 'prop-manager'] as const
type Team = Record<(typeof staff)[number], Person>

/** asks sends a request as the desk would, with the cookie of whoever is signed in. */
async function asks(p: Person, method: 'GET' | 'POST', path: string, data?: unknown) {
  const headers = { 'Accept-Language': p.say('zh-Hans', 'en'), ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }) }
  const answer = await p.page.request.fetch(`${desk}/api/v1${path}`, { method, headers, data })
  const body = await answer.json()
  expect(answer.status(), `${method} ${path}: ${JSON.stringify(body)}`).toBeLessThan(300)
  return body
}

/** settles takes a complaint of a new customer from its intake to its closing by requests, since another walk looks at that, and gives its id. */
async function settles(team: Team, unit: string): Promise<string> {
  const { 'prop-assistant': assistant, 'prop-service': service, 'prop-manager': manager } = team
  const me = await asks(assistant, 'GET', '/staff/me')
  const phone = `135${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  const customer = await asks(assistant, 'POST', '/customers', { unit, name: 'Demo Tenant', phone })
  const { id } = await asks(assistant, 'POST', '/complaints', { unit, customer_id: customer.id, channel: 'phone', content: '电梯一周内三次停运。' })
  const does = (p: Person, step: string, body: object = {}) => asks(p, 'POST', `/complaints/${id}/${step}`, body)
  await does(service, 'classify', { severity: 'ordinary', data_true: true })
  await does(service, 'assign', { assignee: me.id })
  await does(assistant, 'report', { summary: '已更换控制板。', amount: '0' })
  await does(manager, 'decide', { verdict: 'approve', reason: '属实。' })
  await does(assistant, 'tell', { medium: 'phone', text: '已修复。' })
  await does(assistant, 'answer', { verdict: 'accept', text: '同意。' })
  await does(service, 'close', {})
  return id as string
}

/** isDrawn closes complaints until the lot falls on one of them: at one of two that is soon. */
async function isDrawn(team: Team, unit: string): Promise<{ complaint: string; visit: string }> {
  for (let turn = 0; turn < 6; turn++) {
    const complaint = await settles(team, unit)
    await expect.poll(async () => (await asks(team['prop-service'], 'GET', `/return-visits?complaint=${complaint}`)).items.length, { timeout: 60_000 }).toBe(1)
    const [visit] = (await asks(team['prop-service'], 'GET', `/return-visits?complaint=${complaint}`)).items
    if (visit.status !== 'not_sampled') return { complaint, visit: visit.id }
  }
  throw new Error('six lots of one in two left everybody out')
}

const tick = (p: Person, hans: string, en: string) => p.ticks(p.say(hans, en), p.drawer)

/** answers fills in the questionnaire: how content the customer is, and whether anything else is to be done. */
async function answers(p: Person, mark: number) {
  await p.drawer.getByRole('radiogroup', { name: p.say('对处理结果有多满意？', 'How content are you with the outcome?') }).locator('label', { hasText: String(mark) }).click()
  await p.drawer.getByRole('radiogroup', { name: p.say('还有别的问题要我们处理吗？', 'Is there anything else that we should see to?') }).locator('label', { hasText: new RegExp(`^${p.say('否', 'No')}$`) }).click()
}

/** signs on as everybody of the property company. */
async function team(way: Way, walk: string): Promise<Team> {
  return Object.fromEntries(await Promise.all(staff.map(async (code) => [code, await Person.signs(code, way, walk)] as const))) as Team
}

async function unitOf(p: Person): Promise<string> {
  return (await asks(p, 'GET', '/units')).items.find((u: { code: string }) => u.code === 'PROP').id
}

describe.concurrent.each(inEnglish)('$name', (way: Way) => {
  test('who was drawn after a complaint is visited in person, signs, and the complaint is over', async () => {
    const all = await team(way, 'visit')
    const { 'prop-assistant': assistant, 'prop-service': service } = all
    const { complaint, visit } = await isDrawn(all, await unitOf(service))

    await service.goes('/returnvisits')
    await service.page.getByText(service.say('投诉处理完毕', 'Complaint handled')).first().waitFor()
    await service.looks('list')
    await service.goes('/returnvisits?view=calendar')
    await service.page.locator('.month-entry').first().waitFor()
    await service.looks('calendar')
    await service.goes(`/returnvisits/${visit}`)
    await service.opens(new RegExp(service.say('为何回访这位客户', 'Why this customer')))
    await service.page.getByText(service.say('抽签抽中了这位客户。', 'The lot fell on this customer.')).waitFor()
    await service.page.getByRole('link', { name: 'V17-1.3a', exact: true }).first().waitFor()
    await service.looks('why-drawn')
    await service.does('指派处理人', 'Assign a handler', async (form) => {
      await service.picks(service.label('回访人', 'Who visits', form).last(), 'prop-assistant')
    })
    await service.stands('处理中', 'Assigned')

    await assistant.goes(`/returnvisits/${visit}`)
    await assistant.page.getByText(assistant.say('这一次须当面回访', 'The customer is to be met in person this time')).waitFor()
    await assistant.does('预约', 'Agree a time', async (form) => {
      await tick(assistant, '上门', 'In person')
      await assistant.label('约定时间', 'Agreed for', form).fill(inDays(1))
      await assistant.looks('appoint')
    })
    await assistant.stands('已预约', 'Appointed')
    await assistant.opens(new RegExp(assistant.say('^文件', '^Documents')))
    await assistant.page.locator('input[type=file]').setInputFiles({ name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%signed\n') })
    await assistant.page.getByRole('link', { name: 'signed.pdf' }).waitFor()
    await assistant.does('记录访问', 'Record the visit', async (form) => {
      await tick(assistant, '上门', 'In person')
      await answers(assistant, 5)
      await tick(assistant, '满意', 'Satisfied')
      await assistant.label('客户已签字', 'The customer signed', form).check()
      await assistant.picks(assistant.label('客户签字的文件', 'The paper that the customer signed', form).last(), 'signed.pdf')
      await assistant.looks('record')
    })
    await assistant.page.getByText(assistant.say('得分 100 %', 'Score 100 %')).waitFor()
    await assistant.looks('visited')

    await service.goes(`/returnvisits/${visit}`)
    await service.button('提交处理报告', 'Report on the handling').waitFor()
    await service.does('提交处理报告', 'Report on the handling', async (form) => {
      await service.label('内容', 'What is said', form).fill('客户满意。')
    })
    await service.button('签署意见', 'Write the opinion').waitFor()
    await service.does('签署意见', 'Write the opinion', async (form) => {
      await service.label('内容', 'What is said', form).fill('同意。')
    })
    await service.stands('已完成', 'Completed')
    await service.goes(`/complaints/${complaint}`)
    await service.stands('已完成', 'Completed')
    await service.page.locator(`a[href="/returnvisits/${visit}"]`).waitFor()
    await service.looks('complaint-is-over')
    await service.goes('/returnvisits/figures')
    await service.page.locator('.figure-value').first().waitFor()
    await service.looks('figures')
    await Promise.all(Object.values(all).map((p) => p.leaves()))
  }, atMost)
})

describe.concurrent.each(onAPhone)('$name', (way: Way) => {
  test('a visit planned by hand is made by phone, and what was open is answered', async () => {
    const all = await team(way, 'call')
    const { 'prop-assistant': assistant } = all
    const { page } = assistant
    await assistant.goes('/returnvisits')
    await assistant.button('登记回访', 'Plan a visit').click()
    const phone = `134${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
    const box = assistant.label('电话、电话后四位、车牌、车架号或完整姓名', 'Phone, its last four digits, plate, VIN or whole name')
    await box.fill(phone)
    await box.press('Enter')
    const customer = page.getByRole('form', { name: assistant.say('登记新客户', 'New customer') })
    await assistant.label('姓名', 'Name', customer).fill('Demo Newcomer')
    await assistant.button('登记并选用', 'Create and choose', customer).click()
    await assistant.picks(assistant.label('缘由', 'After what, or in which cycle').last(), assistant.say('入住', 'Moved in'))
    await assistant.looks('plan')
    await assistant.button('登记回访', 'Plan the visit').click()
    await assistant.stands('待安排', 'Planned')
    await page.getByText(assistant.say('本制度没有限定致电时段', 'The policy sets no hours for calls')).waitFor()
    await assistant.opens(new RegExp(assistant.say('为何回访这位客户', 'Why this customer')))
    await page.getByText(assistant.say('没有抽签：在此类事件之后', 'No lot was drawn: after such an event')).waitFor()
    await assistant.looks('everybody')
    expect(caseId(page)).toBeTruthy()

    await assistant.does('记录未接通', 'Record that nobody was spoken to', async () => tick(assistant, '无人接听', 'No answer'))
    await assistant.stands('未接通', 'Attempted')
    await assistant.does('记录访问', 'Record the visit', async (form) => {
      await tick(assistant, '电话', 'By phone')
      await answers(assistant, 2)
      await tick(assistant, '不满意', 'Dissatisfied')
      await assistant.label('约定时间', 'Agreed for', form).fill(inDays(1))
      await assistant.label('内容', 'What is said', form).fill('门窗漏风。')
      await assistant.looks('record-by-phone')
    })
    await assistant.stands('问题待答复', 'Issue open')
    await assistant.looks('issue-open')
    await assistant.does('答复问题', 'Answer an issue', async (form) => {
      await form.getByRole('radio', { name: '1', exact: true }).check()
      await tick(assistant, '电话', 'By phone')
      await tick(assistant, '满意', 'Satisfied')
    })
    await page.getByText(assistant.say('问题 1 · 第 2 轮', 'Issue 1, round 2')).waitFor()
    await assistant.looks('answered')
    await assistant.agrees()
    await Promise.all(Object.values(all).map((p) => p.leaves()))
  }, atMost)
})

/** inDays is ten o'clock so many days from now, as a field of a form takes it. */
const inDays = (n: number) => `${new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)}T10:00`
