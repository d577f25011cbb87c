import { describe, expect, test } from 'vitest'
import { inAnOffice, onAPhone, Person, watched, type Way } from './support'

watched()

const atMost = 300_000
const heading = (p: Person, hans: string, en: string) => p.page.getByRole('heading', { name: p.say(hans, en), exact: true })

/** greets enters what came of greeting the first customer who is still to be greeted. */
async function greets(p: Person, hans: string, en: string) {
  await p.button('登记结果', 'Enter the result').first().click()
  await p.ticks(p.say(hans, en), p.drawer)
  await p.looks(`greeting-${en}`)
  await p.button('登记结果', 'Enter the result', p.drawer).click()
  await p.drawer.waitFor({ state: 'hidden' })
}

describe.concurrent.each(onAPhone)('$name', (way: Way) => {
  test('whoever owes it greets the customers of a campaign, tries those again who weren’t reached, and sees how far it is', async () => {
    const [manager, consultant] = await Promise.all(['homes-manager', 'homes-consultant'].map((staff) => Person.signs(staff, way, 'campaign'))) as [Person, Person]
    await manager.goes('/campaigns/new')
    await manager.ticks(manager.say('项目节点', 'Points of a project'))
    await manager.picks(manager.page.getByRole('combobox', { name: manager.say('项目节点', 'Point of the project') }), manager.say('样板房', 'Show flat'))
    await manager.looks('beginning')
    await manager.button('开始问候活动', 'Begin a campaign').click()
    await manager.stands('问候中', 'Customers are being greeted')
    await manager.page.getByText(manager.say('未同意问候', "Hasn't agreed")).waitFor()
    await manager.looks('begun')
    await manager.agrees()

    await consultant.goes(new URL(manager.page.url()).pathname)
    await greets(consultant, '未联系上', 'Not reached')
    await greets(consultant, '已问候', 'Greeted')
    await consultant.page.getByText(consultant.say('已处理', 'through')).first().waitFor()
    await consultant.looks('greeted')

    await manager.goes(new URL(consultant.page.url()).pathname)
    await manager.does('取消', 'Cancel it', async (form) => manager.label('原因', 'Reason', form).fill('改期'))
    await manager.stands('已取消', 'Cancelled')
    await Promise.all([manager.leaves(), consultant.leaves()])
  }, atMost)
})

describe.concurrent.each(inAnOffice)('$name', (way: Way) => {
  test('a schedule is paused, goes on, is begun by hand and made up for, and each time says what came of it', async () => {
    const p = await Person.signs('homes-manager', way, 'schedule')
    await p.goes('/schedules')
    await p.looks('list')
    await p.button('打开 每月消息', 'Open News of the month').click()
    const deed = async (hans: string, en: string, fill: () => Promise<void> = async () => {}) => {
      await p.button(hans, en, p.drawer).click()
      await fill()
      await p.label('原因', 'Reason', p.drawer).fill('样板房要开放')
      await p.looks(en)
      await p.drawer.locator('form').getByRole('button', { name: p.say(hans, en), exact: true }).click()
    }
    const told = (text: RegExp) => p.drawer.getByRole('status').filter({ hasText: text }).waitFor()
    await deed('暂停计划', 'Pause a schedule')
    await told(p.way.locale === 'zh-CN' ? /已暂停。/ : /Paused\./)
    await p.looks('paused')
    await deed('恢复计划', 'Let a schedule go on')
    await told(p.way.locale === 'zh-CN' ? /已恢复/ : /goes on/)
    await deed('立即开始下一期', 'Begin the next round now')
    await told(p.way.locale === 'zh-CN' ? /已开始/ : /Begun/)
    await p.drawer.getByRole('link', { name: /问候中|正在列出客户|greeted|gone through/ }).first().waitFor()
    await p.looks('begun')
    await deed('补办往期', 'Begin rounds of earlier days', async () => {
      await p.label('首日', 'First day', p.drawer).fill('2026-01-31')
      await p.label('末日', 'Last day', p.drawer).fill('2026-01-01')
    })
    await p.drawer.getByRole('alert').first().waitFor()
    await p.looks('refused')
    await heading(p, '已开始的各期', 'Rounds that have begun').waitFor()
    await p.leaves()
  }, atMost)
})

describe.concurrent.each(inAnOffice)('$name', (way: Way) => {
  test('somebody is told over channels that he chooses, and an administrator sees what left the house', async () => {
    const [adviser, admin] = await Promise.all(['adviser', 'administrator'].map((staff) => Person.signs(staff, way, 'channels'))) as [Person, Person]
    await adviser.goes('/account')
    const part = adviser.page.getByRole('region', { name: adviser.say('我的通知通道', 'How I am told') })
    await part.getByRole('checkbox', { name: adviser.say('电子邮件', 'Email'), exact: true }).check()
    await adviser.label('邮箱地址', 'E-mail address', part).fill('nobody')
    await adviser.button('保存', 'Save', part).click()
    await part.getByRole('alert').waitFor() // which is no address
    await adviser.label('邮箱地址', 'E-mail address', part).fill('adviser@demo.example')
    await adviser.looks('choosing')
    await adviser.button('保存', 'Save', part).click()
    await part.getByText(adviser.say('已保存。', 'Saved.'), { exact: true }).waitFor()
    await adviser.goes('/account')
    expect(await adviser.label('邮箱地址', 'E-mail address', part).inputValue()).toBe('adviser@demo.example')

    await admin.goes('/outbox')
    await admin.looks('given-up')
    await admin.button('向 企业微信机器人 发送测试', 'Send a test over WeCom robot').click()
    await admin.page.locator('label', { hasText: new RegExp(`^${admin.say('全部', 'All')}$`) }).click()
    await admin.page.getByRole('cell', { name: admin.say('测试', 'Test') }).first().waitFor()
    await admin.looks('all')
    await Promise.all([adviser.leaves(), admin.leaves()])
  }, atMost)
})
