import { describe, test } from 'vitest'
import { caseId, Person, watched, onAPhone, type Way } from './support'

watched()

const atMost = 400_000 // of which most is looking

/** enters has the consultant on duty enter a call of somebody who isn't known yet, and gives the lead's id. */
async function enters(adviser: Person): Promise<string> {
  const { page } = adviser
  const phone = `136${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  await adviser.goes('/leads')
  await adviser.looks('list')
  await adviser.button('登记线索', 'Enter a lead').click()
  const box = adviser.label('电话、电话后四位、车牌、车架号或完整姓名', 'Phone, its last four digits, plate, VIN or whole name')
  await box.fill(phone)
  await box.press('Enter')
  const caller = page.getByRole('form', { name: adviser.say('登记新客户', 'New customer') })
  await adviser.label('姓名', 'Name', caller).fill('Demo Caller')
  await adviser.button('登记并选用', 'Create and choose', caller).click()
  await adviser.ticks(adviser.say('来电', 'Call-in'))
  await adviser.ticks(adviser.say('由值班顾问接待，并留下电话', 'Came to the consultant on duty, and left a number'))
  await adviser.looks('entering')
  await adviser.button('登记线索', 'Enter the lead').click()
  await adviser.stands('新线索', 'New')
  return caseId(page)
}

/** contacts records a call or a message, and finds it among the contacts. */
async function contacts(adviser: Person, medium: string, result: string, said: string, wording = false) {
  await adviser.does('联系客户', 'Contact the customer', async (form) => {
    await adviser.ticks(medium, form)
    await adviser.ticks(result, form)
    await adviser.label('说了什么、写了什么', 'What was said and written', form).fill(said)
    if (wording) await adviser.ticks(adviser.say('标准用语', 'Standard wording'), form)
    await adviser.looks(`contact-${said}`)
  })
  await adviser.page.locator('.rows li', { hasText: said }).first().waitFor()
}

describe.concurrent.each(onAPhone)('$name', (way: Way) => {
  test('a caller is written to on the same day, the card is signed and followed until the deal', async () => {
    const [adviser, leader] = await Promise.all(['adviser', 'group-leader'].map((staff) => Person.signs(staff, way, 'leads'))) as [Person, Person]
    const id = await enters(adviser)
    await adviser.looks('new')
    await contacts(adviser, adviser.say('短信', 'By text message'), adviser.say('已联系到', 'Reached'), 'first', true)

    await leader.goes(`/leads/${id}`)
    await leader.does('信息卡签字', 'Sign the card')
    await leader.stands('已联系一次', 'Contacted once')
    await leader.looks('signed')

    await adviser.goes(`/leads/${id}`)
    await contacts(adviser, adviser.say('电话', 'By phone'), adviser.say('有进展', 'Progress'), 'second')
    await adviser.stands('定期跟进', 'Followed regularly')
    await adviser.looks('followed')
    await adviser.agrees()

    await leader.goes(`/leads/${id}`)
    await leader.does('签第二次联系日期', 'Sign the day of the second contact')
    await adviser.goes(`/leads/${id}`)
    await adviser.does('登记成交', 'Record the deal')
    await adviser.stands('已成交', 'Won')
    await adviser.looks('won')
    await Promise.all([adviser.leaves(), leader.leaves()])
  }, atMost)
})
