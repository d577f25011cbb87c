import { Select } from 'antd'
import { useStaff, useUnits, type StaffMember } from '../api/books'
import { speech } from '../words'

const useSay = speech({
  nobody: ['尚无人认领', '尚無人認領', 'Nobody yet'],
  unknown: ['其他单位人员', '其他單位人員', 'Somebody of another unit'],
  choose: ['选择人员：姓名或工号', '選擇人員：姓名或工號', 'Choose somebody: name or code'],
  elsewhere: ['其他单位', '其他單位', 'Another unit'],
  unit: ['选择单位', '選擇單位', 'Choose a unit'],
})

/** Person is what a member of staff is called. */
export function Person({ id, unit }: { id: string | null | undefined; unit?: string }) {
  const say = useSay()
  const { data, isPending } = useStaff(unit)
  if (!id) return <span className="muted">{say('nobody')}</span>
  const found = data?.find((s) => s.id === id)
  return found ? <span>{found.name}</span> : <span className="muted">{isPending ? '…' : say('unknown')}</span>
}

interface Choice<T> {
  id?: string
  value?: T
  onChange?: (value: T) => void
  unit?: string
  label?: string
  /** What stands in the empty control; how to choose, when absent. */
  hint?: string
}

const option = (s: StaffMember) => ({ value: s.id, label: `${s.name} · ${s.code}`, search: `${s.name} ${s.code} ${s.roles.map((r) => r.title).join(' ')}` })

/** PersonSelect finds one member of staff of a unit, or above it, by name, code or role. */
export function PersonSelect({ id, value, onChange, unit, label, hint }: Choice<string | undefined>) {
  const say = useSay()
  const { data, isPending } = useStaff(unit)
  return (
    <Select id={id} aria-label={label} value={value} onChange={onChange} allowClear showSearch={{ optionFilterProp: 'search' }} loading={isPending} placeholder={hint ?? say('choose')} style={{ width: '100%' }}
      options={data?.filter((s) => s.active).map(option)} />
  )
}

/** PeopleSelect is PersonSelect for several. */
export function PeopleSelect({ id, value, onChange, unit, label }: Choice<string[]>) {
  const say = useSay()
  const { data, isPending } = useStaff(unit)
  return (
    <Select id={id} aria-label={label} mode="multiple" value={value} onChange={onChange} allowClear showSearch={{ optionFilterProp: 'search' }} loading={isPending} placeholder={say('choose')} style={{ width: '100%' }}
      options={data?.filter((s) => s.active).map(option)} />
  )
}

/** UnitName is what a business unit is called. */
export function UnitName({ id }: { id: string }) {
  const say = useSay()
  const { data } = useUnits()
  return <>{data ? (data.items.find((u) => u.id === id)?.name ?? say('elsewhere')) : '…'}</>
}

/** UnitSelect chooses one of the units that the reader sees; `family` keeps those that run such a process. */
export function UnitSelect({ id, value, onChange, label, withProfile }: Choice<string | undefined> & { withProfile?: boolean }) {
  const say = useSay()
  const { data } = useUnits()
  return (
    <Select id={id} aria-label={label ?? say('unit')} value={value} onChange={onChange} allowClear placeholder={say('unit')} style={{ minWidth: 160 }}
      options={data?.items.filter((u) => !withProfile || u.profile).map((u) => ({ value: u.id, label: u.name }))} />
  )
}
