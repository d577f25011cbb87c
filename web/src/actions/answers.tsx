import { Radio, Select, Spin } from 'antd'
import { useState } from 'react'
import { useGet } from '../api/query'
import type { components } from '../api/schema'
import { unanswered } from '../pages/visits/answered'
import { Clause } from '../parts/Clause'
import { ProblemNote } from '../parts/ProblemNote'
import { speech } from '../words'
import type { About } from './FieldInput'

const useSay = speech({
  none: ['这位客户没有问卷。', '這位客戶沒有問卷。', 'The policy has no questions for this customer.'],
  optional: ['可不答', '可不答', 'may stay open'],
  left: ['还有 {{n}} 题待回答', '還有 {{n}} 題待回答', 'Still to answer: {{n}}'],
  yes: ['是', '是', 'Yes'],
  no: ['否', '否', 'No'],
  choose: ['请选择', '請選擇', 'Choose'],
})

type Given = components['schemas']['Answered']
type Question = components['schemas']['AskedQuestion']

interface Props {
  value?: Given[]
  onChange?: (value: Given[] | undefined) => void
  about: About
}

/** AnswersField is the questionnaire of a visit: it has a value once every question that needs an answer has one. */
export function AnswersField({ onChange, about }: Props) {
  const say = useSay()
  const [given, give] = useState<Record<string, string>>({})
  const { data, error, isPending } = useGet('/return-visits/{id}', { path: { id: about.caseId ?? '' } }, { enabled: Boolean(about.caseId) })
  if (isPending) return <Spin />
  if (error) return <ProblemNote error={error} />
  const questions = data.script?.questions ?? []
  if (questions.length === 0) return <span className="muted">{say('none')}</span>
  const set = (id: string, value: string | undefined) => {
    const { [id]: _, ...others } = given
    const next = value ? { ...others, [id]: value } : others
    give(next)
    onChange?.(unanswered(questions, next).length > 0 ? undefined : Object.entries(next).map(([question, answer]) => ({ question, value: answer })))
  }
  const left = unanswered(questions, given).length
  return (
    <>
      <ol className="script">{questions.map((q) => <li key={q.id}><Asked of={q} value={given[q.id]} set={(v) => set(q.id, v)} /></li>)}</ol>
      <div className="muted" role="status">{left > 0 && say('left', { n: left })}</div>
    </>
  )
}

const side = 11 // so many marks stand side by side, and any two answers

function Asked({ of: q, value, set }: { of: Question; value: string | undefined; set: (value: string | undefined) => void }) {
  const say = useSay()
  const named = (v: string) => (q.kind === 'yes_no' ? say(v === 'yes' ? 'yes' : 'no') : (q.choices?.find((c) => c.id === v)?.title ?? v))
  const options = q.values.map((v) => ({ value: v, label: named(v) }))
  return (
    <>
      <div>{q.title} {q.optional && <span className="muted">{say('optional')} </span>}<Clause id={q.clause} /></div>
      {q.kind === 'choice' && options.length > 5
        ? <Select aria-label={q.title} value={value} onChange={set} allowClear={q.optional} placeholder={say('choose')} options={options} />
        : <Radio.Group aria-label={q.title} value={value} onChange={(e) => set(e.target.value as string)} options={options} optionType={q.kind === 'score' && options.length <= side ? 'button' : 'default'} />}
    </>
  )
}
