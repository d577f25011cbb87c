// Moments come with the offset of the business zone: what a clock on the office's wall shows is read off them as it stands,
// whatever zone the browser is in.

/** wall is a moment as the business zone's clock shows it: 2026-03-20 17:00. */
export function wall(moment: string | undefined, seconds = false): string {
  return moment ? moment.slice(0, seconds ? 19 : 16).replace('T', ' ') : ''
}

/** day is the date of a moment in the business zone. */
export const day = (moment: string) => moment.slice(0, 10)

/** zoneOf is the offset that a moment carries, such as +08:00. */
export const zoneOf = (moment: string) => /(Z|[+-]\d\d:\d\d)$/.exec(moment)?.[1] ?? 'Z'

/** The offset of the business zone where no moment is at hand to read it off: every calendar keeps the time of Asia/Shanghai. */
export const houseZone = '+08:00'

/** fromWall turns what was picked off a wall clock, 2026-03-20T17:00, into a moment. */
export const fromWall = (picked: string, zone: string) => `${picked.length === 16 ? `${picked}:00` : picked}${zone}`

/** toWall is a moment as a wall clock of a zone such as +08:00 shows it, to the second: what fromWall takes back. */
export function toWall(ms: number, zone: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? ['', '+', '0', '0']
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000)
  return new Date(ms + ahead).toISOString().slice(0, 19)
}

/** span says in how long, with the two largest units: 3d 4h, 12m, 40s. */
export function span(ms: number, units: { d: string; h: string; m: string; s: string }): string {
  const s = Math.floor(Math.abs(ms) / 1000)
  const parts = [Math.floor(s / 86400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60, s % 60]
  const names = [units.d, units.h, units.m, units.s]
  const from = parts.findIndex((n) => n > 0)
  if (from < 0) return `0${units.s}`
  const last = Math.min(from + (from < 2 ? 1 : 0), 3)
  return parts.slice(from, last + 1).map((n, i) => (n > 0 || i === 0 ? `${n}${names[from + i]}` : '')).filter(Boolean).join(' ')
}

/** later is a date so many days on: 2026-02-28 and 1 is 2026-03-01. */
export function later(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** monthOf is the first day of the month of a date, and of the month after it; shift counts months on. */
export function monthOf(date: string, shift = 0): [from: string, to: string] {
  const [year = 0, month = 1] = date.split('-').map(Number)
  const first = (n: number) => new Date(Date.UTC(year, month - 1 + n, 1)).toISOString().slice(0, 10)
  return [first(shift), first(shift + 1)]
}
