import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { delivers } from './deliver'
import { atADesk, Person, watched, type Way } from './support'

watched()

const atMost = 300_000

/** acts opens the form of something that can be done about people, fills it in and sends it. */
async function acts(p: Person, name: string | Locator, fill: (form: Locator) => Promise<void>) {
  await (typeof name === 'string' ? p.page.getByRole('button', { name, exact: true }).first() : name).click()
  const form = p.drawer
  await form.waitFor()
  await fill(form)
  await form.locator('button[type=submit]').click()
}

/** done is said once a form has been sent. */
async function done(p: Person) {
  await p.page.locator('.ant-drawer-open').waitFor({ state: 'hidden' })
}

/** adds a member of staff, who holds no role yet, and gives the id. */
async function adds(first: Person, name: string): Promise<string> {
  await first.goes('/people')
  await first.looks('people')
  await acts(first, first.say('登记员工', 'Add a member of staff'), async (form) => {
    await first.label('工号', 'Number on the badge', form).fill(`walk-${Date.now()}`)
    await first.label('姓名', 'Name', form).fill(name)
    await first.looks('adding')
  })
  await first.page.locator('h1', { hasText: name }).waitFor()
  return /people\/([0-9a-f-]{36})/.exec(first.page.url())![1]!
}

/** isGiven has one administrator propose a role and the other one confirm it. */
async function isGiven(first: Person, second: Person, id: string, role: string, unit: string) {
  await acts(first, first.say('提议授予岗位', 'Propose a role'), async (form) => {
    await first.picks(first.label('岗位', 'Role', form).last(), role)
    await first.picks(first.label('单位', 'Unit', form).last(), unit)
    await first.looks('proposing')
  })
  await first.page.getByText(first.say('由您提出：须由另一位管理员确认。', 'You proposed it: another administrator has to confirm it.')).waitFor()
  await first.looks('proposed')
  await second.goes('/people')
  const line = second.page.locator('.proposals li', { has: second.page.locator(`a[href="/people/${id}"]`) })
  await acts(second, line.getByRole('button', { name: second.say('确认授予岗位', 'Confirm a role') }), () => second.looks('confirming'))
  await line.waitFor({ state: 'hidden' })
  await second.goes(`/people/${id}`)
  await second.page.getByText(second.say('在任', 'Held'), { exact: true }).waitFor()
}

/** isAway records that somebody is away, and who stands in. */
async function isAway(p: Person, substitute: string) {
  await acts(p, p.say('登记缺勤', 'Record an absence'), async (form) => {
    await p.picks(p.label('代理人', 'Who stands in', form).last(), substitute)
    await p.looks('absence')
  })
  await p.page.getByText(p.say('正在缺勤', 'Away now'), { exact: true }).waitFor()
}

/** cantLeaveYet tries to record that somebody leaves, which what is open stands in the way of. */
async function cantLeaveYet(p: Person) {
  await acts(p, p.say('登记离职', 'Record that somebody leaves'), async (form) => p.label('最后工作日', 'Last day of work', form).fill('2099-12-31'))
  await p.drawer.getByRole('alert').waitFor()
  await p.label('名下事项不移交，仍登记离职', 'Record it although something open names the person', p.drawer).waitFor()
  await p.looks('owes')
  await p.button('取消', 'Cancel', p.drawer).click()
  await done(p)
}

/** handsOver gives everything that is open in somebody's name to a successor, and waits until it is there. */
async function handsOver(p: Person, to: string) {
  await acts(p, p.say('移交', 'Hand over'), async (form) => {
    await p.picks(p.label('移交给', 'Handed over to', form).last(), to)
    await p.label('原因', 'Reason', form).fill('leaves')
  })
  await done(p)
  await p.page.getByText(p.say('已移交 1 项', '1 handed over')).waitFor({ timeout: 60_000 })
  await p.page.getByText(p.say('没有未办事项。', 'Nothing open names this person.')).waitFor()
}

describe.concurrent.each(atADesk)('$name', (way: Way) => {
  test('two administrators give a role, whoever is away has a substitute, and whoever leaves hands over', async () => {
    const [first, second, adviser] = await Promise.all(['administrator', 'second-administrator', 'adviser'].map((staff) => Person.signs(staff, way, 'people'))) as [Person, Person, Person]
    const name = `Demo ${Math.floor(Math.random() * 1e6)}`
    const id = await adds(first, name)
    await isGiven(first, second, id, first.say('带教销售顾问', 'Mentor consultant'), '演示东店')
    const { number: file } = await delivers(adviser, id)

    await first.goes(`/people/${id}`)
    await first.page.getByRole('link', { name: file }).waitFor()
    await isAway(first, '演示销售顾问')
    await acts(first, first.say('指定上级', 'Say who is above somebody'), (form) => first.picks(first.label('上级（不填则无）', 'Who is above (empty: nobody)', form).last(), '演示销售经理'))
    await done(first)
    await first.page.locator('section, .ant-card').filter({ hasText: '演示销售经理' }).first().waitFor()
    await first.looks('person')

    await adviser.goes('/work')
    const todo = adviser.page.getByRole('row').filter({ hasText: file }).first()
    await todo.waitFor()
    expect(await todo.innerText()).toContain(adviser.say('代', 'For'))
    await adviser.looks('in-whose-place')

    await cantLeaveYet(first)
    await handsOver(first, '演示销售顾问')
    await first.looks('handed-over')
    await acts(first, first.say('登记离职', 'Record that somebody leaves'), async (form) => first.label('最后工作日', 'Last day of work', form).fill('2099-12-31'))
    await done(first)
    await first.page.getByText('2100-01-01').first().waitFor()
    await Promise.all([first.leaves(), second.leaves(), adviser.leaves()])
  }, atMost)
})
