import { fromWall, houseZone } from '../../parts/time'

/** The statuses in which a record that is kept can stand, in the order of its life. */
export const statuses = ['left', 'bound', 'boxed', 'retained', 'due', 'reviewed', 'approved', 'kept', 'destroyed', 'voided'] as const

/** The kinds of records that are kept, whatever the policy. */
export const records = ['vehicle_archive', 'deal_archive', 'tenant_file', 'reception_data'] as const

/** How a record can be destroyed. */
export const methods = ['shred', 'delete', 'firm'] as const

/** The lists of a year that are asked for, each by the names that its first moment and the one after it have in the address. */
export const lists = { due: ['until_from', 'until_before'], destroyed: ['destroyed_from', 'destroyed_before'] } as const
export type List = keyof typeof lists

/** listed is the list that an address asks for. */
export const listed = (filter: (name: string) => string | undefined): List | undefined => (Object.keys(lists) as List[]).find((list) => lists[list].some(filter))

/** ofYear are the changes of an address that ask for a list of the year of a date, or for all records. */
export function ofYear(list: List | undefined, date: string): Record<string, string | undefined> {
  const year = Number(date.slice(0, 4))
  const start = (n: number) => fromWall(`${n}-01-01T00:00`, houseZone)
  const none = Object.fromEntries(Object.values(lists).flat().map((name) => [name, undefined]))
  return list ? { ...none, [lists[list][0]]: start(year), [lists[list][1]]: start(year + 1) } : none
}
