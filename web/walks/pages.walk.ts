import { describe, test } from 'vitest'
import { Person, watched, ways, type Way } from './support'

watched()

const atMost = 480_000 // of which all is looking

/** Who opens which pages: those that stand by themselves, and the first case of each list that the demo fills. */
const pages: Record<string, string[]> = {
  'care-manager': [
    '/work', '/work?tab=approvals', '/inbox', '/complaints', '/complaints?view=board', '/complaints/new', '/archives', '/archives/new',
    '/archives/register', '/entries', '/manager', '/obligations', '/policies', '/imports',
    '/loans', '/loans?out=true', '/loans/new', '/people', '/erasures', '/erasures/new',
  ],
  'prop-service': ['/returnvisits', '/returnvisits?view=calendar', '/returnvisits/new', '/returnvisits/figures'],
  'prop-affairs': ['/retentions', '/retentions/new'],
  'homes-manager': ['/leads', '/leads/new', '/campaigns', '/campaigns/new', '/schedules'],
  'prop-estate': ['/visitplans', '/visitplans/new', '/visits', '/visits/new', '/visits?view=calendar'],
  adviser: ['/visits?view=reports', '/account'],
  administrator: ['/outbox', '/outbox?view=all'],
  'trade-manager': ['/credits', '/credits/new'],
}

/** The lists of which the first case is opened, where staff look at them whose work they are. */
const lists = ['/returnvisits', '/retentions', '/leads', '/credits', '/campaigns', '/visitplans', '/visits']

const named = (path: string) => path.slice(1).replaceAll(/[/?=]/g, '-')

/** opensFirst goes from a list to the page of its first case, by the link that stands in its line. */
async function opensFirst(p: Person, list: string) {
  await p.goes(list)
  await p.page.locator(`#page a[href^="${list}/"]`).filter({ hasText: /\d{4}/ }).first().click()
  await p.page.locator('h1 .tag').first().waitFor()
  await p.looks(`${named(list)}-first`)
}

describe.concurrent.each(ways)('$name', (way: Way) => {
  test('every page fits the screen and can be read by everybody', async () => {
    for (const [staff, paths] of Object.entries(pages)) {
      const p = await Person.signs(staff, way, 'pages')
      for (const path of paths) {
        await p.goes(path)
        await p.looks(named(path))
      }
      for (const list of paths.filter((path) => lists.includes(path))) await opensFirst(p, list)
      await p.leaves()
    }
  }, atMost)
})
