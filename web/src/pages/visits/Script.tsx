import type { components } from '../../api/schema'
import { Clause } from '../../parts/Clause'
import { speech } from '../../words'

const useSay = speech({
  steps: ['话术', '話術', 'What to say, in order'],
  questions: ['问卷', '問卷', 'What to ask'],
  score: ['{{from}} 到 {{to}} 分', '{{from}} 到 {{to}} 分', '{{from}} to {{to}}'],
  yes_no: ['是或否', '是或否', 'yes or no'],
  optional: ['可不答', '可不答', 'may stay open'],
  way: ['记录回访时填写答案。', '記錄回訪時填寫答案。', 'The answers are filled in when the visit is recorded.'],
})

/** What a visitor says and asks of one customer. */
export type Asked = components['schemas']['VisitScript']

/** Script is that, as the policy has it, in the reader's language. */
export function Script({ of: s }: { of: Asked }) {
  const say = useSay()
  return (
    <div className="stack">
      <strong>{s.title}</strong>
      {s.steps.length > 0 && (
        <section aria-label={say('steps')}>
          <h3 className="card-title">{say('steps')}</h3>
          <ol className="script">{s.steps.map((p) => <li key={p.id}>{p.title} <Clause id={p.clause} /></li>)}</ol>
        </section>
      )}
      {s.questions.length > 0 && (
        <section aria-label={say('questions')}>
          <h3 className="card-title">{say('questions')}</h3>
          <ol className="script">
            {s.questions.map((q) => <li key={q.id}>{q.title} <span className="muted"><How of={q} />{q.optional && <> · {say('optional')}</>}</span> <Clause id={q.clause} /></li>)}
          </ol>
          <p className="muted said">{say('way')}</p>
        </section>
      )}
    </div>
  )
}

function How({ of: q }: { of: Asked['questions'][number] }) {
  const say = useSay()
  if (q.kind === 'score') return <>{say('score', { from: q.values[0] ?? '', to: q.values.at(-1) ?? '' })}</>
  if (q.kind === 'yes_no') return <>{say('yes_no')}</>
  return <>{q.choices?.map((c) => c.title).join(' / ')}</>
}
