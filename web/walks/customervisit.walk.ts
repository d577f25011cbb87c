import { describe, test } from 'vitest'
import { inAnOffice, Person, watched, type Way } from './support'

watched()

const atMost = 400_000 // of which most is looking

/** reviews takes the month that waits for its head back to whoever planned it, and to its approval. */
async function reviews(head: Person, assistant: Person) {
  await head.goes('/visitplans?status=submitted')
  await head.looks('waiting')
  await head.page.locator('#page a[href^="/visitplans/"]').filter({ hasText: /\d{4}/ }).first().click()
  await head.stands('待审核', 'Handed in')
  const month = new URL(head.page.url()).pathname
  await head.does('审批', 'Decide', async (form) => {
    await head.ticks(head.say('退回', 'Send it back'), form)
    await head.label('退回的原因', 'Why it is sent back', form).fill('再加两次')
    await head.looks('sending-back')
  })
  await head.stands('已退回修改', 'Sent back')
  await assistant.goes(month)
  await assistant.does('拟订计划', 'Draft the plan', async (form) => {
    await assistant.button('增加一行', 'Add a line', form).click()
    await form.getByRole('spinbutton').last().fill('2')
    await assistant.looks('drafting')
  })
  await assistant.does('提交计划', 'Hand the plan in')
  await assistant.stands('待审核', 'Handed in')
  await head.goes(month)
  await head.does('审批', 'Decide', async (form) => head.ticks(head.say('批准', 'Approve'), form))
  await head.stands('已批准', 'Approved')
  await head.looks('approved')
  await head.agrees()
}

/** agrees on a time that is soon, by the clock of the office. */
const soon = () => new Date(Date.now() + 8 * 3_600_000 + 600_000).toISOString().slice(0, 16)

/** visits takes a visit by the plan of this month from its planning to the opinion on its report, and gives its address. */
async function visits(assistant: Person, head: Person): Promise<string> {
  await assistant.goes('/visitplans?status=approved')
  await assistant.page.locator('#page a[href^="/visitplans/"]').filter({ hasText: /\d{4}/ }).last().click()
  await assistant.page.getByRole('link', { name: assistant.say('按第 1 行登记拜访', 'Plan a visit by line 1') }).click()
  await assistant.label('约定时间', 'Agreed for').fill(soon())
  await assistant.looks('planning')
  await assistant.button('登记拜访', 'Plan a visit').click()
  await assistant.stands('已预约', 'Appointed')
  const visit = new URL(assistant.page.url()).pathname
  await assistant.does('拜访准备', 'Prepare the visit', async (form) => {
    for (const box of await form.locator('.ant-checkbox-group').getByRole('checkbox').all()) await box.check()
    await assistant.looks('preparing')
  })
  await assistant.stands('已准备', 'Prepared')
  await assistant.does('记录访问', 'Record the visit')
  await assistant.stands('已拜访', 'Made')
  await assistant.looks('made')
  await assistant.goes('/visits?view=reports')
  await assistant.page.locator(`#page a[href="${visit}"]`).waitFor()
  await assistant.looks('reports-due')
  await assistant.button('写报告', 'Write it').first().click()
  await assistant.drawer.locator('form').waitFor()
  await assistant.looks('writing')
  await assistant.page.keyboard.press('Escape')
  await assistant.goes(visit)
  await assistant.does('提交处理报告', 'Report on the handling', async (form) => assistant.label('内容', 'What is said', form).fill('很满意，想要长椅。'))
  await head.goes(visit)
  await head.does('签署意见', 'Write the opinion', async (form) => head.label('审阅意见', 'Opinion on the report', form).fill('跟进长椅。'))
  await head.stands('已完成', 'Completed')
  await head.agrees()
  return visit
}

describe.concurrent.each(inAnOffice)('$name', (way: Way) => {
  test('a month of visits is sent back, approved and carried out, and its visits stand in the calendar', async () => {
    const [assistant, head] = await Promise.all(['prop-assistant', 'prop-estate'].map((staff) => Person.signs(staff, way, 'customervisit'))) as [Person, Person]
    await reviews(head, assistant)
    const visit = await visits(assistant, head)
    await head.goes('/visits?view=calendar')
    await head.page.locator(`.month-entry[href="${visit}"]`).waitFor()
    await head.looks('calendar')
    await Promise.all([assistant.leaves(), head.leaves()])
  }, atMost)
})
