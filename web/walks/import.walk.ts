import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Person, watched, inEnglish, type Way } from './support'
import { read, workbook } from './workbook'

watched()

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** brings uploads a workbook of customers for the eastern store and waits for its end. */
async function brings(p: Person, name: string, rows: string[][]) {
  await p.goes('/imports')
  const unit = p.label('归属单位', 'Unit that the rows belong to').last()
  await unit.click()
  await p.page.locator('.ant-select-item-option', { hasText: '演示东店' }).click()
  await p.page.locator('input[type=file]').setInputFiles({ name, mimeType: excel, buffer: workbook(rows) })
  await p.looks(`chosen-${name}`)
  await p.button(`导入 ${name}`, `Bring ${name} in`).click()
  await p.page.waitForURL(/\/imports\/[0-9a-f-]{36}$/)
  await p.page.locator('h1 .tag', { hasText: p.say('已结束', 'Finished') }).waitFor()
}

/** counts are the figures of an import as they stand on its page: rows, created, unchanged, refused. */
const counts = (p: Person) => p.page.locator('.ant-statistic-content').allInnerTexts()

describe.concurrent.each(inEnglish)('$name', (way: Way) => {
  test('a workbook with wrong rows comes back with the reasons, and the mended one goes in', async () => {
    const [administrator, adviser] = await Promise.all(['administrator', 'adviser'].map((staff) => Person.signs(staff, way, 'import'))) as [Person, Person]
    const batch = Math.floor(Math.random() * 1e6).toString().padStart(6, '0')
    const customer = (n: number) => [`DMS-${batch}-${n}`, `Demo Import ${n}`, `13${n}00${batch}`]
    const [first, second, noPhone, noName] = [customer(1), customer(2), customer(3), customer(4)]
    const head = [administrator.say('外部编号', 'External reference'), administrator.say('姓名', 'Name'), administrator.say('电话', 'Phone')]

    await brings(administrator, 'customers.xlsx', [head, first, second, [noPhone[0]!, noPhone[1]!, '1.39E+10'], [noName[0]!, '', noName[2]!]])
    expect(await counts(administrator)).toEqual(['4', '2', '0', '2'])
    await administrator.page.getByText(administrator.say('2 行被拒', '2 rows were refused'), { exact: true }).waitFor()
    await administrator.looks('refused')

    const coming = administrator.page.waitForEvent('download')
    await administrator.page.getByRole('link', { name: administrator.say('下载错误工作簿', 'Get the error workbook') }).click()
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    const errors = readFileSync((await download.path())!)
    expect(errors.subarray(0, 2).toString()).toBe('PK')
    const said = read(errors)
    for (const text of [noPhone[0]!, noName[0]!, administrator.say('姓名：', 'Name: '), administrator.say('电话：', 'Phone: ')]) expect(said).toContain(text)
    expect(said).not.toContain(first[0])

    await brings(administrator, 'customers.xlsx', [head, first, second, noPhone, noName])
    expect(await counts(administrator)).toEqual(['4', '2', '2', '0'])
    await administrator.page.getByText(administrator.say('全部行已导入', 'Every row is in'), { exact: true }).waitFor()
    await administrator.looks('mended')
    await administrator.page.getByRole('link', { name: administrator.say('全部导入', 'All imports') }).click()
    await administrator.page.getByRole('region', { name: administrator.say('我的导入', 'My imports') }).getByText(administrator.say('已结束', 'Finished')).nth(1).waitFor()
    await administrator.looks('imports')

    // The one who isn't an administrator is told whom to give it to; one who came in by the workbook is found.
    await adviser.goes('/imports')
    await adviser.page.getByText(adviser.say('导入由系统管理员进行', 'Administrators bring workbooks in')).waitFor()
    expect(await adviser.page.locator('input[type=file]').count()).toBe(0)
    await adviser.looks('not-mine')
    await adviser.goes('/archives/new')
    const box = adviser.label('电话、电话后四位、车牌、车架号或完整姓名', 'Phone, its last four digits, plate, VIN or whole name')
    await box.fill(noPhone[2]!)
    await box.press('Enter')
    await adviser.page.getByText(adviser.say('找到 1 位', '1 found')).waitFor()
    await Promise.all([administrator, adviser].map((p) => p.leaves()))
  })
})
