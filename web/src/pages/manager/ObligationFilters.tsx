import { Button, Grid, Select } from 'antd'
import { useState } from 'react'
import { kinds } from '../../api/kinds'
import { useGet } from '../../api/query'
import { DateField } from '../../parts/DateField'
import { useFilters } from '../../parts/Listing'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { day, fromWall, later } from '../../parts/time'
import { useZone } from '../../parts/zone'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useDuties } from './useDuties'

const useSay = speech({
  standing: ['完成情况', '完成情況', 'How it stands'],
  open: ['未完成', '未完成', 'Open'],
  late: ['未完成且逾期', '未完成且逾期', 'Open and late'],
  fulfilled: ['已完成', '已完成', 'Done'],
  known: ['已完成或已逾期', '已完成或已逾期', 'Done, or late'],
  in_time: ['按时完成', '按時完成', 'Done in time'],
  missed: ['逾期（不论是否已完成）', '逾期（不論是否已完成）', 'Too late, done or not'],
  unit: ['单位', '單位', 'Unit'],
  role: ['责任岗位', '責任崗位', 'Role'],
  duty: ['事项', '事項', 'Duty'],
  clause: ['条款', '條款', 'Clause'],
  kind: ['案件类别', '案件類別', 'Kind of case'],
  person: ['责任人', '責任人', 'Person'],
  from: ['到期自', '到期自', 'Due from'],
  to: ['至', '至', 'to'],
  more: ['更多筛选', '更多篩選', 'More filters'],
})

/** The query parameters of the list. */
export const filterNames = ['unit', 'role', 'duty', 'clause', 'kind', 'late', 'state', 'timing', 'person', 'due_from', 'due_before']

// How a duty can stand, as the service is asked for it; without any of these it lists open ones.
const standings: Record<string, Record<string, string>> = {
  open: {}, late: { late: 'true' }, fulfilled: { state: 'fulfilled' }, known: { timing: 'known' }, in_time: { timing: 'in_time' }, missed: { timing: 'late' },
}

/** ObligationFilters narrow the list of duties; what they say stands in the address. */
export function ObligationFilters() {
  const say = useSay()
  const [filter, set] = useFilters()
  const wide = Grid.useBreakpoint().md ?? true
  const [open, setOpen] = useState(false)
  const hidden = further.filter((name) => filter(name)).length
  const now = filter('timing') ? { late: 'missed' }[filter('timing')!] ?? filter('timing')! : filter('late') ? 'late' : (filter('state') ?? 'open')
  return (
    <>
      <Select aria-label={say('standing')} style={{ width: 190 }} value={now} options={Object.keys(standings).map((s) => ({ value: s, label: say(s as 'open') }))}
        onChange={(s: string) => set({ late: undefined, state: undefined, timing: undefined, ...standings[s] })} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} />
      {!wide && <Button aria-expanded={open} onClick={() => setOpen(!open)}>{say('more')}{hidden > 0 && ` (${hidden})`}</Button>}
      {(wide || open) && <More />}
    </>
  )
}

// On a phone these wait behind a button, which says how many of them are set.
const further: string[] = ['role', 'duty', 'clause', 'kind', 'person', 'due_from', 'due_before']

// Parts that people have in a case stand for roles.
const parts = ['handler', 'recipient', 'reporter']

function More() {
  const say = useSay()
  const { word, role, roles } = useWords()
  const [filter, set] = useFilters()
  return (
    <>
      <Picker name="role" label={say('role')} options={[...parts.map((p) => ({ value: p, label: role(p) })), ...roles]} />
      <DutyPicker />
      <ClausePicker />
      <Picker name="kind" label={say('kind')} options={kinds.map((k) => ({ value: k, label: word('kind', k) }))} />
      <div style={{ width: 200 }}><PersonSelect label={say('person')} value={filter('person')} onChange={(person) => set({ person })} /></div>
      <DueRange />
    </>
  )
}

interface PickerProps {
  name: string
  label: string
  options: { value: string; label: string }[]
  width?: number
  onOpen?: () => void
}

function Picker({ name, label, options, width = 170, onOpen }: PickerProps) {
  const [filter, set] = useFilters()
  return (
    <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label={label} placeholder={label} style={{ width }} value={filter(name)} options={options}
      popupMatchSelectWidth={false} onOpenChange={(open) => open && onOpen?.()} onChange={(v: string | undefined) => set({ [name]: v })} />
  )
}

/** Duties are read out of the policies once somebody looks for one. */
function DutyPicker() {
  const say = useSay()
  const { word } = useWords()
  const [filter] = useFilters()
  const [opened, open] = useState(false)
  const chosen = filter('duty')
  const all = [...new Set([...useDuties(opened), ...(chosen ? [chosen] : [])])]
  return <Picker name="duty" label={say('duty')} onOpen={() => open(true)} options={all.map((d) => ({ value: d, label: word('duty', d) }))} />
}

function ClausePicker() {
  const say = useSay()
  const [filter] = useFilters()
  const [opened, open] = useState(false)
  const { data } = useGet('/clauses', {}, { enabled: opened, staleTime: Infinity })
  const chosen = filter('clause')
  const options = data?.items.map((c) => ({ value: c.id, label: `${c.id} ${c.title}` })) ?? (chosen ? [{ value: chosen, label: chosen }] : [])
  return <Picker name="clause" label={say('clause')} onOpen={() => open(true)} options={options} />
}

/** The address holds moments of the business zone: the day after the last one isn't in the range. */
function DueRange() {
  const say = useSay()
  const zone = useZone()
  const [filter, set] = useFilters()
  const [from, before] = [filter('due_from'), filter('due_before')]
  const at = (date: string | undefined) => (date && zone ? fromWall(`${date}T00:00`, zone) : undefined)
  return (
    <>
      <DateField clear label={say('from')} disabled={!zone} value={from && day(from)} onChange={(date) => set({ due_from: at(date) })} />
      <DateField clear label={say('to')} disabled={!zone} value={before && later(day(before), -1)} onChange={(date) => set({ due_before: at(date && later(date, 1)) })} />
    </>
  )
}
