import { describe, expect, test } from 'vitest'
import { caseId, Person, watched, atADesk, type Way } from './support'

watched()

const atMost = 400_000 // of which most is looking

/** opens has the salesperson open the account of somebody who isn't known yet, and gives its id. */
async function opens(sales: Person): Promise<string> {
  const { page } = sales
  const phone = `135${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
  await sales.goes('/credits')
  await sales.looks('list')
  await sales.button('开立账户', 'Open an account').click()
  const box = sales.label('电话、电话后四位、车牌、车架号或完整姓名', 'Phone, its last four digits, plate, VIN or whole name')
  await box.fill(phone)
  await box.press('Enter')
  const buyer = page.getByRole('form', { name: sales.say('登记新客户', 'New customer') })
  await sales.label('姓名', 'Name', buyer).fill('Demo Trader')
  await sales.button('登记并选用', 'Create and choose', buyer).click()
  await sales.picks(sales.label('销售人员', 'Salesperson').last(), '演示贸易销售员')
  await sales.looks('opening')
  await sales.button('开立账户', 'Open the account').click()
  await sales.stands('无授信', 'No credit')
  await sales.button('更多操作', 'More').waitFor()
  return caseId(page)
}

/** visits opens the account of an id, and waits until the running case has said what can be done in it. */
async function visits(p: Person, id: string) {
  await p.goes(`/credits/${id}`)
  await p.button('更多操作', 'More').waitFor()
}

/** proves gives the three proofs that make the customer eligible. */
async function proves(sales: Person, finance: Person, id: string) {
  await sales.does('核实客户档案', 'Prove the archive')
  await sales.does('核实合同', 'Prove the contract', (form) => sales.ticks(sales.say('直销合同', 'Direct sale'), form))
  await sales.page.getByText(sales.say('只能现款提货', 'Cash only'), { exact: true }).waitFor()
  await sales.looks('one-proof-missing')
  await visits(finance, id)
  await finance.does('核实上年余额', 'Prove last year\'s balance', (form) => finance.label('年度', 'Year', form).fill(String(new Date().getFullYear() - 1)))
  await finance.stands('有授信', 'Has credit')
  await finance.looks('eligible')
}

/** limits has a starting limit proposed and approved by somebody else. */
async function limits(sales: Person, manager: Person, id: string, amount: string) {
  await sales.does('提出初始额度', 'Propose a starting limit', (form) => sales.label('金额（元）', 'Amount (CNY)', form).fill(amount))
  await visits(manager, id)
  await manager.does('审批初始额度', 'Decide about the starting limit', (form) => manager.ticks(manager.say('批准', 'Approve'), form))
  await manager.page.getByText(manager.say(`初始额度 ${amount}`, `Starting limit: ${amount}`)).first().waitFor()
}

/** asks for goods on the page of the account, and waits for what is decided. */
async function asks(sales: Person, reference: string, amount: string, decided: string) {
  const card = sales.page.locator('.ant-card', { has: sales.page.getByRole('heading', { name: sales.say('申请发货', 'Ask for goods') }) }).last()
  const another = sales.button('再申请一笔', 'Ask for more goods', card)
  if (await another.isVisible()) await another.click()
  await sales.label('单号', 'Reference', card).fill(reference)
  await sales.label('金额（元）', 'Amount (CNY)', card).fill(amount)
  await sales.button('申请发货', 'Ask for goods', card).click()
  await card.getByText(`${reference} · ${amount}`).waitFor()
  await card.getByText(decided).waitFor()
  expect(await card.getByRole('link', { name: 'V2-1.2', exact: true }).count()).toBeGreaterThan(0)
}

/** signs takes the step that a request waits for, from the place where it waits. */
async function signs(regional: Person, id: string, reference: string) {
  await visits(regional, id)
  const name = regional.say('签批首次超额', 'Sign the first release above the limit')
  const waits = regional.page.locator('li', { hasText: reference }).filter({ has: regional.page.getByRole('button', { name, exact: true }) })
  await waits.getByRole('button', { name, exact: true }).click()
  const form = regional.drawer
  expect(await form.getByRole('radio', { name: reference }).isChecked()).toBe(true)
  await regional.ticks(regional.say('批准', 'Approve'), form)
  await regional.looks('signing')
  await regional.button('签批首次超额', 'Sign the first release above the limit', form).click()
  await form.waitFor({ state: 'hidden' })
  await waits.waitFor({ state: 'hidden' })
}

/** pays records money, and finds it among the lines of the account. */
async function pays(finance: Person, id: string, amount: string, receipt: string) {
  const { page } = finance
  await visits(finance, id)
  await finance.does('登记收款', 'Record a payment', async (form) => {
    await finance.label('金额（元）', 'Amount (CNY)', form).fill(amount)
    await finance.label('收款凭证号', 'Number of the receipt', form).fill(receipt)
  })
  await finance.opens(new RegExp(`^${finance.say('账目', 'Lines')}$`))
  expect(await page.getByRole('row').filter({ hasText: receipt }).innerText()).toContain(amount)
  await finance.looks('lines')
}

describe.concurrent.each(atADesk)('$name', (way: Way) => {
  test('goods inside the limit leave at once, those above it once they are signed for, and money lowers what is owed', async () => {
    const [sales, finance, manager, regional] = await Promise.all(
      ['trade-sales', 'trade-finance', 'trade-manager', 'trade-regional'].map((staff) => Person.signs(staff, way, 'credit')),
    ) as [Person, Person, Person, Person]
    const batch = Math.random().toString(36).slice(2, 8).toUpperCase()
    const id = await opens(sales)
    await proves(sales, finance, id)
    await limits(sales, manager, id, '30000.00')

    await visits(sales, id)
    await asks(sales, `D-${batch}-1`, '28000.00', sales.say('可以开票发货', 'Released: the goods may be invoiced and leave'))
    await sales.looks('released')
    await asks(sales, `D-${batch}-2`, '9000.00', sales.say('超出额度，首次：须签字后放行', 'Above the limit for the first time: it is released once it is signed'))
    await sales.button('申请人工复核', 'Ask for a human review').first().waitFor()
    await sales.looks('over-the-limit')

    await signs(regional, id, `D-${batch}-2`)
    await regional.page.getByText('37000.00').first().waitFor()
    await regional.looks('signed')

    await pays(finance, id, '12000.00', `R-${batch}`)
    await finance.page.getByText('25000.00').first().waitFor()
    await finance.page.getByRole('img', { name: finance.say('每日的额度与未付金额', 'Limit and unpaid amount by day') }).waitFor()
    await finance.page.getByText(finance.say('以表格查看', 'The same as a table')).click()
    await finance.page.getByRole('row').filter({ hasText: '30000.00' }).filter({ hasText: '25000.00' }).first().waitFor()
    await finance.looks('exposure')
    await finance.agrees()

    await finance.goes('/credits')
    await finance.page.getByRole('link', { name: finance.say('催收货款', 'Collect the money') }).first().click()
    await finance.page.getByRole('heading', { level: 1, name: finance.say('事项', 'Duties') }).waitFor()
    await finance.page.getByText(`D-${batch}-1`).first().waitFor()
    await finance.looks('duties')
    await Promise.all([sales, finance, manager, regional].map((p) => p.leaves()))
  }, atMost)
})
