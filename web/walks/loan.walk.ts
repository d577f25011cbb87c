import { describe, test } from 'vitest'
import { delivers } from './deliver'
import { inEnglish, Person, watched, type Way } from './support'

watched()

const atMost = 300_000

/** asks fills in the request for the file at hand, and gives its address. */
async function asks(p: Person, hans: string, en: string, name: string): Promise<string> {
  await p.page.getByRole('link', { name: p.say('申请借阅', 'Ask for this record') }).click()
  await p.ticks(p.say(hans, en))
  await p.label('为何需要', 'Why you need it').fill(name)
  await p.looks(`asking-${name}`)
  await p.button('提交申请', 'Ask for it').click()
  await p.stands('已申请', 'Asked for')
  return new URL(p.page.url()).pathname
}

/** lends takes a request from its approval to the return, and finds it in the register meanwhile. */
async function lends(head: Person, archivist: Person, loan: string) {
  await head.goes(loan)
  await head.does('批准申请', 'Approve the request')
  await head.stands('已批准', 'Approved')
  await archivist.goes(loan)
  await archivist.does('交出档案', 'Hand the record out')
  await archivist.stands('借出中', 'Lent')
  await archivist.looks('on-loan')
  await archivist.goes('/loans?out=true')
  await archivist.page.locator(`#page a[href="${loan}"]`).click()
  await archivist.does('归还档案', 'Give the record back', async (form) => {
    await archivist.ticks(archivist.say('完整', 'Complete'), form)
    await archivist.ticks(archivist.say('无损坏', 'Undamaged'), form)
    await archivist.looks('giving-back')
  })
  await archivist.stands('已归还', 'Returned')
  await archivist.agrees()
}

describe.concurrent.each(inEnglish)('$name', (way: Way) => {
  test('a file is borrowed and comes back, and another unit reads it on screen for a time', async () => {
    const people = ['adviser', 'care-head', 'archivist', 'west-manager', 'general-manager'].map((staff) => Person.signs(staff, way, 'loan'))
    const [adviser, head, archivist, west, manager] = await Promise.all(people) as [Person, Person, Person, Person, Person]
    const { id } = await delivers(adviser)
    await adviser.goes(`/archives/${id}`)
    await lends(head, archivist, await asks(adviser, '借出', 'Borrow', 'borrowing'))

    await west.goes(`/archives/${id}`)
    await west.looks('not-theirs')
    const loan = await asks(west, '查阅', 'Read', 'reading')
    await manager.goes(loan)
    await manager.does('批准申请', 'Approve the request')
    await west.goes(`/archives/${id}`)
    await west.page.getByText(/凭申请 .+ 查阅|Opened by request/).waitFor()
    await west.looks('opened')
    await west.goes(loan)
    await west.opens(new RegExp(`^${west.say('查看记录', 'Who looked at it')}$`))
    await west.page.getByText('/archives/{id}').first().waitFor()
    await west.looks('who-looked')
    await west.does('结束查阅', 'End the reading on screen')
    await west.goes(`/archives/${id}`)
    await west.page.getByText(west.say('不存在，或您无权查看', 'Not there, or not yours to see')).waitFor()
    await Promise.all([adviser, head, archivist, west, manager].map((p) => p.leaves()))
  }, atMost)
})
