import { describe, expect, test } from 'vitest'
import { caseId, Person, watched, atADesk, onAPhone, type Way } from './support'

watched()

/** takesIn has the adviser take a complaint in at the desk, with a customer who isn't known yet, and gives the case's id. */
async function takesIn(adviser: Person, phone: string): Promise<string> {
  const { page } = adviser
  await adviser.goes('/complaints/new')
  const box = adviser.label('电话、电话后四位、车牌、车架号或完整姓名', 'Phone, its last four digits, plate, VIN or whole name')
  await box.fill(phone)
  await box.press('Enter')
  const customer = page.getByRole('form', { name: adviser.say('登记新客户', 'New customer') })
  await adviser.label('姓名', 'Name', customer).fill('Demo Walker')
  expect(await adviser.label('电话', 'Phone', customer).inputValue()).toBe(phone)
  await adviser.label('车型', 'Car model', customer).fill('Demo One')
  await adviser.label('车牌', 'Plate', customer).fill(`沪A${phone.slice(-5)}`)
  await adviser.button('登记并选用', 'Create and choose', customer).click()
  await adviser.button('换一位客户', 'Another customer').waitFor()
  await adviser.ticks(adviser.say('电话', 'Phone'))
  await adviser.label('投诉内容', 'What the complaint is').fill('刹车异响，保养后仍未解决。')
  await adviser.looks('intake')
  await adviser.button('登记', 'Register').click()
  await adviser.button('打开案件', 'Open the case').click()
  await adviser.stands('已登记', 'Registered')
  return caseId(page)
}

const tick = (p: Person, hans: string, en: string) => p.ticks(p.say(hans, en), p.drawer)

describe.concurrent.each(onAPhone)('$name', (way: Way) => {
  test('a complaint goes from its intake to its reported result', async () => {
    const phone = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
    const adviser = await Person.signs('adviser', way, 'complaint')
    const id = await takesIn(adviser, phone)
    const [specialist, manager] = await Promise.all([Person.signs('care-specialist', way, 'complaint'), Person.signs('care-manager', way, 'complaint')])

    await specialist.looks('my-work')
    await specialist.goes(`/complaints/${id}`)
    await specialist.does('定级', 'Classify', async (form) => {
      await tick(specialist, '一般', 'Ordinary')
      await specialist.label('客户资料已核对属实', 'The customer’s data were checked and are true', form).check()
      await specialist.looks('classify')
    })
    await specialist.stands('已定级', 'Classified')

    await manager.goes(`/complaints/${id}`)
    await manager.does('指派处理人', 'Assign a handler', async (form) => {
      await manager.picks(manager.label('承办人', 'Who takes over', form).last(), 'care-specialist')
    })
    await specialist.stands('处理中', 'Assigned') // told by the change stream: nobody loaded the page again

    await specialist.does('提交处理报告', 'Report on the handling', async (form) => {
      await specialist.label('查明的情况与处理建议', 'What was found and what is proposed', form).fill('更换刹车片。')
      await specialist.label('金额（元）', 'Amount (CNY)', form).fill('800.00')
    })
    await manager.stands('待审批', 'Reported')
    await manager.goes('/work?tab=approvals')
    await manager.looks('approvals')
    await manager.goes(`/complaints/${id}`)
    await manager.does('审批', 'Decide', async (form) => {
      await tick(manager, '批准', 'Approve')
      await manager.label('原因', 'Reason', form).fill('合理。')
    })
    await specialist.stands('已批准', 'Approved')
    await specialist.does('告知客户', 'Tell the customer', async (form) => {
      await tick(specialist, '电话', 'By phone')
      await specialist.label('内容', 'What is said', form).fill('免费更换刹车片。')
    })
    await specialist.does('记录客户答复', 'Record the customer\'s answer', async (form) => {
      await tick(specialist, '接受', 'Accepts')
      await specialist.label('内容', 'What is said', form).fill('同意。')
    })
    await manager.stands('客户已接受', 'Accepted')
    await manager.does('结案', 'Close')
    await specialist.does('上报结果', 'Report the result', async (form) => {
      await specialist.label('上报的结果', 'The result as reported', form).fill('已解决。')
    })
    await specialist.stands('已完成', 'Completed')
    await specialist.looks('completed')
    await specialist.goes(`/complaints/${id}/form`)
    await specialist.looks('form')
    await Promise.all([adviser, specialist, manager].map((p) => p.leaves()))
  })
})

describe.concurrent.each(atADesk)('$name', (way: Way) => {
  test('a major complaint is warned of early, and the warning is passed to the top', async () => {
    const phone = `138${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
    const adviser = await Person.signs('adviser', way, 'major')
    const id = await takesIn(adviser, phone)
    const [specialist, manager, brand, head] = await Promise.all(
      ['care-specialist', 'care-manager', 'brand', 'general-manager'].map((staff) => Person.signs(staff, way, 'major')))

    await specialist!.goes(`/complaints/${id}`)
    await specialist!.does('定级', 'Classify', async () => {
      await tick(specialist!, '重大', 'Major')
      await specialist!.picks(specialist!.label('重大投诉情形', 'Kind of major complaint', specialist!.drawer).last(), specialist!.say('媒体负面报道', 'Negative media'))
    })
    await manager!.goes(`/complaints/${id}`)
    await manager!.does('指派处理人', 'Assign a handler', async (form) => {
      await manager!.picks(manager!.label('承办人', 'Who takes over', form).last(), 'care-specialist')
    })
    await manager!.looks('owed')
    await manager!.button('为何', 'Why').first().click()
    await manager!.drawer.getByText(manager!.say('规定时限', 'Time allowed')).waitFor()
    await manager!.looks('why')
    await manager!.page.keyboard.press('Escape')
    await manager!.does('预警', 'Give the early warning', async (form) => {
      await manager!.label('内容', 'What is said', form).fill('媒体已到店。')
    })
    await brand!.goes('/inbox')
    await brand!.looks('inbox')
    await brand!.goes(`/complaints/${id}`)
    await brand!.does('转报高层', 'Relay the warning', async (form) => {
      await brand!.label('内容', 'What is said', form).fill('已转报。')
    })
    await head!.goes(`/complaints/${id}`)
    await head!.does('召集危机小组', 'Convene the crisis team', async (form) => {
      await head!.label('会议纪要', 'Who met, and what was resolved', form).fill('危机小组已开会。')
    })
    await head!.page.getByText(head!.say('已预警', 'Warned early')).first().waitFor()
    await head!.looks('convened')
    await Promise.all([adviser, specialist!, manager!, brand!, head!].map((p) => p.leaves()))
  })
})
