import type { Answer } from '../../api/query'
import { address } from '../../parts/address'

export type Figures = Answer<'/figures'>
export type LateFigure = Figures['late'][number]
export type OnTime = Figures['on_time'][number]
export type OpenCases = Figures['open_cases'][number]

/** What a manager asks about: one unit or all, and the period in which things were due. */
export interface Asked {
  unit?: string
  from: string
  to: string
}

/** A duty by its clause, in one kind of case. */
export type Duty = Pick<LateFigure, 'kind' | 'clause' | 'duty'>

/** Rows that differ in nothing but their figures are one row. */
function grouped<Row, Group>(rows: Row[], key: (row: Row) => string, begin: (row: Row) => Group, add: (group: Group, row: Row) => void): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const group = groups.get(key(row)) ?? begin(row)
    groups.set(key(row), group)
    add(group, row)
  }
  return [...groups.values()]
}

const dutyKey = (r: Duty) => JSON.stringify([r.kind, r.clause, r.duty])
const dutyOf = ({ kind, clause, duty }: Duty): Duty => ({ kind, clause, duty })

export type LateDuty = Duty & { key: string; count: number }

/** lateDuties counts what is late by duty and clause, the most first. */
export function lateDuties(rows: LateFigure[]): LateDuty[] {
  return grouped(rows, dutyKey, (r): LateDuty => ({ ...dutyOf(r), key: dutyKey(r), count: 0 }), (g, r) => { g.count += r.count })
    .sort((a, b) => b.count - a.count)
}

export type LateRole = Pick<LateFigure, 'unit' | 'role' | 'department'> & { key: string; count: number }

/** lateRoles counts what is late by who owes it at which unit, the most first. */
export function lateRoles(rows: LateFigure[]): LateRole[] {
  const key = (r: LateFigure) => JSON.stringify([r.unit, r.role])
  return grouped(rows, key, (r): LateRole => ({ unit: r.unit, role: r.role, department: r.department, key: key(r), count: 0 }), (g, r) => { g.count += r.count })
    .sort((a, b) => b.count - a.count)
}

export type Kept = Duty & { key: string; settled: number; inTime: number }

/** keptDuties are settled duties by clause with how many were in time, the worst rate first. */
export function keptDuties(rows: OnTime[]): Kept[] {
  return grouped(rows, dutyKey, (r): Kept => ({ ...dutyOf(r), key: dutyKey(r), settled: 0, inTime: 0 }), (g, r) => {
    g.settled += r.settled
    g.inTime += r.in_time
  }).sort((a, b) => a.inTime / a.settled - b.inTime / b.settled || b.settled - a.settled)
}

export type Standing = Pick<OpenCases, 'kind' | 'status'> & { key: string; count: number; paused: number }

/** standings count open cases by kind and status. */
export function standings(rows: OpenCases[]): Standing[] {
  const key = (r: OpenCases) => JSON.stringify([r.kind, r.status])
  return grouped(rows, key, (r): Standing => ({ kind: r.kind, status: r.status, key: key(r), count: 0, paused: 0 }), (g, r) => {
    g.count += r.count
    g.paused += r.paused
  })
}

export const total = <Row>(rows: Row[], of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0)

/** rate is a part of a whole in per cent, to a tenth; all of it only when it is all. Undefined of nothing. */
export function rate(part: number, whole: number): number | undefined {
  if (whole === 0) return undefined
  const tenths = Math.round((1000 * part) / whole)
  return (part < whole ? Math.min(tenths, 999) : tenths) / 10
}

/** Lists that hold exactly what a figure counted. */
export const lists = {
  late: (asked: Asked, of: Partial<LateFigure> = {}) =>
    address('/obligations', { late: true, unit: asked.unit ?? of.unit, role: of.role, kind: of.kind, clause: of.clause, duty: of.duty }),
  timing: (asked: Asked, timing: 'known' | 'in_time' | 'late', of: Partial<Duty> = {}) =>
    address('/obligations', { timing, unit: asked.unit, kind: of.kind, clause: of.clause, duty: of.duty, due_from: asked.from, due_before: asked.to }),
  cases: (asked: Asked, kind: string, of: { status?: string; paused?: boolean } = {}) =>
    address(`/${kind}s`, { running: true, unit: asked.unit, status: of.status, paused: of.paused || undefined }),
}
