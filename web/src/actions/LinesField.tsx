import { Button, InputNumber, Select } from 'antd'
import { useGet } from '../api/query'
import type { components } from '../api/schema'
import { speech } from '../words'
import { useWords } from '../words/house'
import { CustomerField } from './CustomerField'
import type { About } from './FieldInput'

type Line = components['schemas']['PlanLine']

const useSay = speech({
  line: ['第 {{n}} 行', '第 {{n}} 行', 'Line {{n}}'],
  purpose: ['目的', '目的', 'For'],
  object: ['对象', '對象', 'To whom'],
  visits: ['次数', '次數', 'Visits'],
  any: ['不限某位客户', '不限某位客戶', 'No customer in particular'],
  add: ['增加一行', '增加一行', 'Add a line'],
  remove: ['删除', '刪除', 'Remove'],
})

interface Props {
  value?: Line[]
  onChange?: (value: Line[]) => void
  about: About
}

/** LinesField is a month's plan line by line: what for, to whom, and how many visits. */
export function LinesField({ value = [], onChange, about }: Props) {
  const say = useSay()
  const { data } = useGet('/choices', { query: { unit: about.unit, kind: 'visitplan' } }, { staleTime: 60_000 })
  const { purpose: purposes = [], object: objects } = data?.choices ?? {}
  const set = (at: number, line: Line | undefined) => onChange?.(value.flatMap((l, n) => (n === at ? (line ?? []) : l)))
  return (
    <div className="stack">
      {value.map((l, at) => (
        <section key={at} className="inset stack" aria-label={say('line', { n: at + 1 })}>
          <div className="line">
            <strong>{say('line', { n: at + 1 })}</strong>
            <One name="purpose" label={say('purpose')} values={purposes} value={l.purpose} onChange={(purpose) => set(at, { ...l, purpose })} />
            {objects && <One name="object" label={say('object')} values={objects} value={l.object} onChange={(object) => set(at, { ...l, object })} />}
            <label className="line">{say('visits')}<InputNumber min={1} max={99} precision={0} className="count-field" value={l.visits} onChange={(visits) => set(at, { ...l, visits: visits ?? 1 })} /></label>
            <Button size="small" onClick={() => set(at, undefined)} aria-label={`${say('remove')} ${say('line', { n: at + 1 })}`}>{say('remove')}</Button>
          </div>
          <CustomerField about={about} nobody={say('any')} value={l.customer_id} onChange={(id) => set(at, { ...l, customer_id: id })} />
        </section>
      ))}
      <div><Button disabled={purposes.length === 0} onClick={() => onChange?.([...value, { purpose: purposes[0]!, object: objects?.[0], visits: 1 }])}>{say('add')}</Button></div>
    </div>
  )
}

function One({ name, label, values, value, onChange }: { name: string; label: string; values: string[]; value: string | undefined; onChange: (value: string) => void }) {
  const { word } = useWords()
  return <Select aria-label={label} className="filter-wide" value={value} onChange={onChange} options={values.map((v) => ({ value: v, label: word(name, v) }))} />
}
