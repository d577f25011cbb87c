import { Button } from 'antd'
import { useState } from 'react'
import { useActions } from '../../actions/useActions'
import type { Credit } from '../../api/books'
import { Due } from '../../parts/Due'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useMarks } from '../../words/marks'
import { Grounds, useDecided } from './Decision'
import { Step } from './Step'
import { waits, type Wait } from './waits'

const useSay = speech({
  asked: ['{{at}} 申请', '{{at}} 申請', 'Asked for {{at}}'],
  review: ['正在人工复核此决定', '正在人工複核此決定', 'A person is looking at the decision'],
  why: ['决定的依据', '決定的依據', 'Why it was decided so'],
  plan: ['回款计划：{{n}} 天', '回款計劃：{{n}} 天', 'Collection plan: {{n}} days'],
})

/** Waiting are the requests on which somebody has to act: for what each waits, of whom, until when, and why. */
export function Waiting({ of: c }: { of: Credit }) {
  const say = useSay()
  const [taking, take] = useState<{ action: string; reference: string }>()
  return (
    <>
      <ul className="rows">
        {waits(c).map((w) => (
          <li key={`${w.reference} ${w.review}`} className="stack" style={{ gap: 4 }}>
            <One of={w} credit={c} onTake={(action) => take({ action, reference: w.reference })} />
            {w.request && <details><summary>{say('why')}</summary><Grounds figures={w.request.figures} clauses={w.request.clauses} credit={c} /></details>}
          </li>
        ))}
      </ul>
      {taking && <Step of={c} {...taking} onClose={() => take(undefined)} />}
    </>
  )
}

function One({ of: w, credit: c, onTake }: { of: Wait; credit: Credit; onTake: (action: string) => void }) {
  const say = useSay()
  const { word, role } = useWords()
  const mark = useMarks()
  const decided = useDecided()
  const { data } = useActions(c.id)
  const { request: r, duty } = w
  const able = w.steps.filter((a) => data?.items.some((s) => s.action === a && s.open && s.allowed))
  return (
    <>
      <div className="line"><strong>{w.reference}</strong><span className="amount">{r?.amount}</span><span style={{ flex: 1 }} />{duty && <Due of={duty} />}</div>
      <div>{w.review || !r ? say('review') : decided(r)}</div>
      <div className="line muted">
        {r && <span>{say('asked', { at: wall(r.requested_at) })} · <Person id={r.requester} unit={c.unit} /></span>}
        {duty && <span>→ {word('duty', duty.duty)}{mark('is')}{role(duty.role)}{duty.person && <> · <Person id={duty.person} unit={c.unit} /></>}</span>}
        {r?.plan_days && <span>{say('plan', { n: r.plan_days })}</span>}
      </div>
      {able.length > 0 && <div className="line">{able.map((a) => <Button key={a} size="small" type={a === 'plan' ? 'default' : 'primary'} onClick={() => onTake(a)}>{word('action', a)}</Button>)}</div>}
    </>
  )
}
