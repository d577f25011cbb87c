import { Button, Checkbox, Input, Radio, Select, Spin, Table } from 'antd'
import { useGet } from '../api/query'
import type { components } from '../api/schema'
import { Clause } from '../parts/Clause'
import { ProblemNote } from '../parts/ProblemNote'
import { speech } from '../words'
import { useWords } from '../words/house'
import { useMarks } from '../words/marks'
import type { About } from './FieldInput'

const useSay = speech({
  document: ['资料', '資料', 'Document'],
  present: ['齐备', '齊備', 'Present'],
  missing: ['缺失', '缺失', 'Missing'],
  excused: ['缓交', '緩交', 'Comes later'],
  none: ['无此项', '無此項', 'Not in this file'],
  by: ['最迟补交日', '最遲補交日', 'Comes by'],
  all: ['全部齐备', '全部齊備', 'All present'],
  faults: ['问题', '問題', 'What is wrong'],
  fine: ['无问题', '無問題', 'Nothing'],
  accept: ['同意缓交', '同意緩交', 'Accept'],
  refuse: ['不同意，视为缺失', '不同意，視為缺失', 'Refuse: it is missing'],
  contact: ['移交时未核实联系人与电话', '移交時未核實聯絡人與電話', 'Person and number weren’t verified at the visit'],
  nothing: ['没有申请缓交的资料', '沒有申請緩交的資料', 'Nothing was excused'],
})

type PaperSent = components['schemas']['PaperSent']
type Found = components['schemas']['Found']
type Excuse = components['schemas']['Excuse']
type Line = components['schemas']['ChecklistLine']

interface Props<T> {
  value?: T
  onChange?: (value: T) => void
  about: About
}

function useChecklist(about: About) {
  return useGet('/archives/checklist', { query: { unit: about.unit, file: (about.file ?? 'new_car') as 'new_car' } }, { staleTime: 60_000 })
}

/** PapersField says of each document of the checklist whether it is there, missing, or comes later. */
export function PapersField({ value = [], onChange, about }: Props<PaperSent[]>) {
  const say = useSay()
  const { data, error, isPending } = useChecklist(about)
  if (isPending) return <Spin />
  if (error) return <ProblemNote error={error} />
  const of = (code: string) => value.find((p) => p.code === code)
  const set = (code: string, paper: PaperSent | undefined) =>
    onChange?.(data.documents.flatMap((d) => (d.code === code ? (paper ? [paper] : []) : (of(d.code) ?? []))))
  const all = () => onChange?.(data.documents.filter((d) => !d.optional || of(d.code)).map((d) => ({ code: d.code, state: 'present' })))
  return (
    <>
      <div className="line"><Button size="small" onClick={all}>{say('all')}</Button><Clause id={data.clause} /></div>
      <ul className="rows" style={{ marginTop: 12 }}>
        {data.documents.map((d) => <li key={d.code}><PaperLine line={d} paper={of(d.code)} set={(paper) => set(d.code, paper)} /></li>)}
      </ul>
    </>
  )
}

const states = ['present', 'missing', 'excused'] as const

function PaperLine({ line: d, paper, set }: { line: Line; paper: PaperSent | undefined; set: (paper: PaperSent | undefined) => void }) {
  const say = useSay()
  const { word } = useWords()
  const mark = useMarks()
  const choices = [...states.map((s) => ({ value: s as string, label: say(s) })), ...(d.optional ? [{ value: '', label: say('none') }] : [])]
  return (
    <>
      <div>{d.title} {d.signs.length > 0 && <span className="muted">{mark('aside', { what: d.signs.map((s) => word('who', s.who)).join(mark('and')) })}</span>}</div>
      <div className="line">
        <Radio.Group aria-label={d.title} value={paper?.state} options={choices}
          onChange={(e) => set(e.target.value ? { code: d.code, state: e.target.value as PaperSent['state'] } : undefined)} />
        {paper?.state === 'excused' && (
          <label className="line">{say('by')}
            <Input type="date" aria-label={`${d.title} ${say('by')}`} style={{ width: 160 }} value={paper.expected_on} onChange={(e) => set({ code: d.code, state: 'excused', expected_on: e.target.value })} />
          </label>
        )}
      </div>
    </>
  )
}

/** FindingsField says what is wrong with each document; nothing when the file is as it should be. */
export function FindingsField({ value = [], onChange, about }: Props<Found[]>) {
  const say = useSay()
  const { word } = useWords()
  const { data, error, isPending } = useChecklist(about)
  if (isPending) return <Spin />
  if (error) return <ProblemNote error={error} />
  const faults = data.faults.filter((f) => f !== 'contact')
  const set = (code: string, chosen: string[]) =>
    onChange?.([...value.filter((f) => f.code !== code), ...chosen.map((fault) => ({ code, fault: fault as Found['fault'] }))])
  const contact = value.some((f) => f.fault === 'contact')
  return (
    <>
      <Table<Line>
        size="small" pagination={false} rowKey="code" dataSource={data.documents}
        columns={[
          { title: say('document'), render: (_, d) => d.title },
          {
            title: say('faults'), width: '55%', render: (_, d) => (
              <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} aria-label={d.title} placeholder={say('fine')} style={{ width: '100%' }} value={value.filter((f) => f.code === d.code).map((f) => f.fault)}
                onChange={(chosen: string[]) => set(d.code, chosen)} options={faults.map((f) => ({ value: f, label: word('fault', f) }))} />
            ),
          },
        ]}
      />
      {data.faults.includes('contact') && (
        <Checkbox checked={contact} onChange={(e) => onChange?.([...value.filter((f) => f.fault !== 'contact'), ...(e.target.checked ? [{ fault: 'contact' as const }] : [])])}>
          {say('contact')}
        </Checkbox>
      )}
    </>
  )
}

/** ExcusesField answers each document that the sender wants to bring later. */
export function ExcusesField({ value = [], onChange, about }: Props<Excuse[]>) {
  const say = useSay()
  const mark = useMarks()
  const { data } = useGet('/archives/{id}', { path: { id: about.caseId ?? '' } }, { enabled: Boolean(about.caseId) })
  const asked = data?.papers.filter((p) => p.state === 'excused' && !p.approved) ?? []
  if (asked.length === 0) return <span className="muted">{say('nothing')}</span>
  return (
    <div className="stack">
      {asked.map((p) => (
        <div key={p.code} className="line">
          <span>{p.title}{mark('aside', { what: `${say('by')} ${p.expected_on ?? ''}` })}</span>
          <Radio.Group aria-label={p.title} value={value.find((e) => e.code === p.code)?.accept}
            onChange={(e) => onChange?.([...value.filter((x) => x.code !== p.code), { code: p.code, accept: e.target.value as boolean }])}
            options={[{ value: true, label: say('accept') }, { value: false, label: say('refuse') }]} />
        </div>
      ))}
    </div>
  )
}
