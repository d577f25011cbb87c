import { Checkbox, Select, Tag } from 'antd'
import { useWords } from '../words/house'
import { DateField } from './DateField'
import { useFilters } from './Listing'
import { day, fromWall, houseZone, later } from './time'

// What the filters of a list are made of: each reads one name of the address, and sets it.

interface Named { name: string; label: string }

/** OneOf keeps those of one value; values are called as the company's words call them under the name. */
export function OneOf({ name, label, values }: Named & { values: readonly string[] }) {
  const { word } = useWords()
  const [filter, set] = useFilters()
  return (
    <Select allowClear placeholder={label} aria-label={label} className="filter" value={filter(name)}
      onChange={(value: string | undefined) => set({ [name]: value })} options={values.map((v) => ({ value: v, label: word(name, v) }))} />
  )
}

/** Only keeps those of which it is true. */
export function Only({ name, label }: Named) {
  const [filter, set] = useFilters()
  return <Checkbox checked={filter(name) === 'true'} onChange={(e) => set({ [name]: e.target.checked ? 'true' : undefined })}>{label}</Checkbox>
}

/** Kept says that a link led to the list of one thing, and lets go of that. */
export function Kept({ name, label }: Named) {
  const [filter, set] = useFilters()
  return filter(name) ? <Tag closable onClose={() => set({ [name]: undefined })}>{label}</Tag> : null
}

/** Days keeps those of a range of days. The address holds moments: the day after the last one isn't in it. */
export function Days({ from, before, labels: [since, until] }: { from: string; before: string; labels: [string, string] }) {
  const [filter, set] = useFilters()
  const [first, after] = [filter(from), filter(before)]
  const last = after && later(day(after), -1)
  const start = (date: string) => fromWall(`${date}T00:00`, houseZone)
  return (
    <>
      <DateField label={since} value={first && day(first)} max={last} clear onChange={(d) => set({ [from]: d && start(d) })} />
      <DateField label={until} value={last} min={first && day(first)} clear onChange={(d) => set({ [before]: d && start(later(d, 1)) })} />
    </>
  )
}
