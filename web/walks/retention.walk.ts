import { describe, test } from 'vitest'
import { onAPhone, Person, watched, type Way } from './support'

watched()

/** files enters the documents of a tenant who has left. */
async function files(p: Person) {
  await p.goes('/retentions')
  await p.button('登记保管', 'File a record').click()
  await p.label('纸质编号', 'Number of the paper').fill(`WALK-${Math.floor(Math.random() * 1e6)}`)
  await p.label('内容与存放位置（可不填）', 'What it is and where it stands, if anything').fill('One box, second shelf')
  await p.looks('filing')
  await p.button('登记保管', 'File a record').click()
  await p.stands('租户已迁出', 'Tenant left')
}

describe.concurrent.each(onAPhone)('$name', (way: Way) => {
  test('the documents of a tenant who has left are filed, bound and boxed, and kept from then on', async () => {
    const affairs = await Person.signs('prop-affairs', way, 'retention')
    await files(affairs)
    await affairs.does('装订资料', 'Bind the documents')
    await affairs.stands('已装订', 'Bound')
    await affairs.does('年度整理装箱', 'Tidy and box it')
    await affairs.stands('已装箱保管', 'Boxed')
    await affairs.looks('boxed')
    await affairs.agrees()
    await affairs.leaves()
  }, 120_000)
})
