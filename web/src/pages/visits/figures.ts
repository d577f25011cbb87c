import type { components } from '../../api/schema'
import { address } from '../../parts/address'

export type Figure = components['schemas']['VisitFigure']
type Counts = Pick<Figure, 'due' | 'done' | 'on_time' | 'issues' | 'settled' | 'spared'>

/** sum adds rows up. */
export function sum(rows: Counts[]): Counts {
  const of = (name: keyof Counts) => rows.reduce((n, r) => n + r[name], 0)
  return { due: of('due'), done: of('done'), on_time: of('on_time'), issues: of('issues'), settled: of('settled'), spared: of('spared') }
}

/** rates are parts in whole per cent, rounded down as the service does; a dash of nothing. */
export function rates(c: Counts): { coverage: string; punctual: string; handling: string } {
  const part = (n: number, all: number) => (all > 0 ? `${Math.floor((100 * n) / all)} %` : '–')
  return { coverage: part(c.done, c.due), punctual: part(c.on_time, c.due), handling: part(c.settled, c.issues) }
}

/** listOf is the list of the visits of a unit after one event, or in one cycle. */
export const listOf = (f: Pick<Figure, 'unit' | 'event' | 'cycle'>) => address('/returnvisits', { unit: f.unit, event: f.event, cycle: f.cycle })
