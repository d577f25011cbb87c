// The chart of an account: what its figures are on each day, and where they stand in a drawing.

/** Of one day, amounts in fen. */
export interface Point {
  day: string
  limit: number
  unpaid: number
}

/** fen reads an amount as the service writes it, 1234.50 or -3.00, in hundredths: sums of these are exact. */
export function fen(amount: string): number {
  const [, sign, yuan, cents = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? ['', '', '0']
  const n = Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
  return sign ? -n : n
}

/** yuan writes hundredths as the service does. */
export function yuan(n: number): string {
  const whole = Math.floor(Math.abs(n) / 100)
  return `${n < 0 ? '-' : ''}${whole}.${String(Math.abs(n) % 100).padStart(2, '0')}`
}

export type Run = Point & { to: string }

/** runs are days on end with the same figures, each as one line of a table. */
export function runs(points: Point[]): Run[] {
  const out: Run[] = []
  for (const p of points) {
    const last = out.at(-1)
    if (last && last.limit === p.limit && last.unpaid === p.unpaid) last.to = p.day
    else out.push({ ...p, to: p.day })
  }
  return out
}

/** The box that a chart is drawn into; the margins hold its axes. */
export interface Box {
  width: number
  height: number
  left: number
  bottom: number
  top: number
}

/** ticks are round amounts from 0 (or what is below) to the highest figure, four or five of them. */
export function ticks(points: Point[]): number[] {
  const high = Math.max(100_00, ...points.flatMap((p) => [p.limit, p.unpaid]))
  const low = Math.min(0, ...points.map((p) => p.unpaid))
  const rough = (high - low) / 4
  const ten = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((n) => n * ten).find((n) => n >= rough)!
  const first = Math.floor(low / step)
  return Array.from({ length: Math.ceil(high / step) - first + 1 }, (_, i) => (first + i) * step)
}

/** scale says where a day and an amount stand in the box. */
export function scale(points: Point[], box: Box) {
  const all = ticks(points)
  const [low, high] = [all[0]!, all.at(-1)!]
  const room = { x: box.width - box.left, y: box.height - box.top - box.bottom }
  return {
    x: (i: number) => round(box.left + (room.x * i) / points.length),
    y: (amount: number) => round(box.top + (room.y * (high - amount)) / (high - low)),
    ticks: all,
  }
}

type Scale = ReturnType<typeof scale>

/** steps draw a figure by day: level through each day, and straight up or down between two. */
export function steps(values: number[], to: Scale): string {
  return values.map((v, i) => `${i === 0 ? `M${to.x(0)}` : ''}V${to.y(v)}H${to.x(i + 1)}`).join('').replace(/^(M[\d.]+)V/, '$1 ')
}

/** over are the areas in which more was unpaid than the limit: one closed line for each day. */
export function over(points: Point[], to: Scale): string {
  return points.map((p, i) => (p.unpaid > p.limit ? `M${to.x(i)} ${to.y(p.limit)}V${to.y(p.unpaid)}H${to.x(i + 1)}V${to.y(p.limit)}Z` : '')).join('')
}

/** days are those that the axis names: the first, the last, and some between them. */
export function days(points: Point[], most: number): number[] {
  const last = points.length - 1
  const n = Math.min(most, points.length)
  return n < 2 ? points.map((_, i) => i) : [...new Set(Array.from({ length: n }, (_, i) => Math.round((i * last) / (n - 1))))]
}

const round = (n: number) => Math.round(n * 10) / 10
