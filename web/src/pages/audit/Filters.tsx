import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { DateField } from '../../parts/DateField'
import { useFilters } from '../../parts/Listing'
import { day, fromWall, houseZone, later } from '../../parts/time'
import { acts, useActs, useSay } from './words'

const names = ['actor', 'action', 'object', 'from', 'before']
const midnight = (date: string | undefined) => date && fromWall(`${date}T00:00`, houseZone)

/** Filters choose by who, what, of what and when. */
export function Filters() {
  const say = useSay()
  const act = useActs()
  const [get, set] = useFilters()
  const [from, before] = [get('from'), get('before')]
  return (
    <>
      <Select className="filter-wide" aria-label={say('action')} placeholder={say('action')} allowClear showSearch={{ optionFilterProp: 'label' }} value={get('action')}
        onChange={(action: string | undefined) => set({ action })} options={acts.map((value) => ({ value, label: act(value) }))} />
      <Typed label={say('actor')} value={get('actor')} onChange={(actor) => set({ actor })} />
      <Typed label={say('objectId')} value={get('object')} onChange={(object) => set({ object })} />
      <DateField label={say('from')} clear value={from && day(from)} onChange={(date) => set({ from: midnight(date) })} />
      <DateField label={say('to')} clear value={before && later(day(before), -1)} onChange={(date) => set({ before: midnight(date && later(date, 1)) })} />
      {names.some(get) && <Button onClick={() => set(Object.fromEntries(names.map((name) => [name, undefined])))}>{say('clear')}</Button>}
    </>
  )
}

/** Typed is a text that counts when Enter is pressed or the field is left. */
function Typed({ label, value = '', onChange }: { label: string; value: string | undefined; onChange: (text: string | undefined) => void }) {
  const [typed, type] = useState(value)
  useEffect(() => type(value), [value])
  const put = () => {
    if (typed.trim() !== value) onChange(typed.trim() || undefined)
  }
  return <Input className="filter-wide" aria-label={label} placeholder={label} maxLength={140} allowClear value={typed} onChange={(e) => type(e.target.value)} onPressEnter={put} onBlur={put} />
}
