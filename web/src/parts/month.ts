/** monthNamed is the month of an address, 2026-03, or else that of a date. */
export const monthNamed = (asked: string | undefined, today: string): string => (asked && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7))

const dayOf = (year: number, month: number, day: number) => new Date(Date.UTC(year, month, day))
const iso = (d: Date) => d.toISOString().slice(0, 10)

/** weeksOf are the weeks of a month, from Monday on, with the days of the months beside it that share them. */
export function weeksOf(month: string): string[][] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const before = (dayOf(year, number - 1, 1).getUTCDay() + 6) % 7 // days of the first week that aren't in the month
  const weeks = Math.ceil((before + dayOf(year, number, 0).getUTCDate()) / 7)
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (_, n) => iso(dayOf(year, number - 1, 1 - before + week * 7 + n))))
}

/** byDay puts what there is under its day, in the order in which it came. */
export function byDay<T>(items: T[], dayOfItem: (item: T) => string | undefined): Map<string, T[]> {
  const days = new Map<string, T[]>()
  for (const item of items) {
    const day = dayOfItem(item)
    if (day) days.set(day, [...(days.get(day) ?? []), item])
  }
  return days
}

/** shifted is the month so many months on. */
export function shifted(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return iso(dayOf(year, number - 1 + by, 1)).slice(0, 7)
}
