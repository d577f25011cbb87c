import type { ReactNode } from 'react'

/** A column; `sort` is the name that the service sorts by, where it does. */
export interface Column<T> {
  key: string
  title: ReactNode
  render: (row: T) => ReactNode
  sort?: string
  width?: number | string
}

/** Rows that are picked out of a list, also of pages that aren't shown; `name` says of which row a box is. */
export interface Selection<T> {
  keys: string[]
  name: (row: T) => string
  onChange: (keys: string[], shown: T[]) => void
}

interface Props<T> {
  rows: T[]
  columns: Column<T>[]
  rowKey: (row: T) => string
  open?: (row: T) => void
  sorted: string | undefined
  onSort: (sort: string | undefined) => void
  selection?: Selection<T>
  /** What the box at the head is called. */
  all: string
}

/**
 * Rows is a table of plain cells. The component library's own table spends on each cell what a whole row costs here, and a
 * list is what staff look at most; what it can besides, no list of ours needs.
 */
export function Rows<T>({ rows, columns, rowKey, open, sorted, onSort, selection, all }: Props<T>) {
  return (
    <div className="rows-frame">
      <table className="rows">
        <thead>
          <tr>
            {selection && <th className="rows-pick"><PickAll rows={rows} rowKey={rowKey} selection={selection} label={all} /></th>}
            {columns.map((c) => <Head key={c.key} column={c} sorted={sorted} onSort={onSort} />)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={open && 'row-link'} onClick={open && (() => open(row))}>
              {selection && <td className="rows-pick" onClick={(e) => e.stopPropagation()}><Pick row={row} rows={rows} rowKey={rowKey} selection={selection} /></td>}
              {columns.map((c) => <td key={c.key}>{c.render(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The next order of a column: the latest first, the earliest first, as the list comes. */
export function turned(name: string, sorted: string | undefined): string | undefined {
  return sorted === `-${name}` ? name : sorted === name ? undefined : `-${name}`
}

function Head<T>({ column: c, sorted, onSort }: { column: Column<T>; sorted: string | undefined; onSort: (sort: string | undefined) => void }) {
  if (!c.sort) return <th scope="col" style={{ minWidth: c.width }}>{c.title}</th>
  const name = c.sort
  const order = sorted === name ? 'ascending' : sorted === `-${name}` ? 'descending' : 'none'
  return (
    <th scope="col" aria-sort={order} style={{ minWidth: c.width }}>
      <button type="button" className="rows-sort" onClick={() => onSort(turned(name, sorted))}>
        {c.title} <span aria-hidden>{{ ascending: '▲', descending: '▼', none: '↕' }[order]}</span>
      </button>
    </th>
  )
}

/** Pick is the box that selects a row. */
export function Pick<T>({ row, rows, rowKey, selection }: { row: T; rows: T[]; rowKey: (row: T) => string; selection: Selection<T> }) {
  const key = rowKey(row)
  const on = selection.keys.includes(key)
  return <input type="checkbox" aria-label={selection.name(row)} checked={on} onChange={() => selection.onChange(on ? selection.keys.filter((k) => k !== key) : [...selection.keys, key], rows)} />
}

function PickAll<T>({ rows, rowKey, selection, label }: { rows: T[]; rowKey: (row: T) => string; selection: Selection<T>; label: string }) {
  const here = rows.map(rowKey)
  const on = here.every((k) => selection.keys.includes(k))
  const turn = () => selection.onChange(on ? selection.keys.filter((k) => !here.includes(k)) : [...new Set([...selection.keys, ...here])], rows)
  return <input type="checkbox" aria-label={label} checked={on} onChange={turn} />
}
