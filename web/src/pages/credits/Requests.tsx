import { Button, Empty, Skeleton } from 'antd'
import { useState } from 'react'
import { useActions } from '../../actions/useActions'
import type { Credit } from '../../api/books'
import { useGet } from '../../api/query'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { useTerms } from '../../parts/useTerms'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Grounds, Verdict, type CreditRequest } from './Decision'
import { Figures } from './Figures'
import { Step } from './Step'

const useSay = speech({
  none: ['还没有发货申请。', '還沒有出貨申請。', 'Nobody has asked for goods yet.'],
  asked: ['申请', '申請', 'Asked for'],
  decided: ['签字或决定', '簽字或決定', 'Signed or decided'],
  byTime: ['到期未汇款', '到期未匯款', 'Nobody remitted in time'],
  reviewed: ['复核', '複核', 'Reviewed'],
  why: ['决定的依据', '決定的依據', 'Why it was decided so'],
  later: ['签字或再次决定前的数字', '簽字或再次決定前的數字', 'Figures before it was signed or decided again'],
  earlier: ['更早的申请', '更早的申請', 'Earlier ones'],
  latest: ['最近的申请', '最近的申請', 'The latest'],
  review: ['申请人工复核', '申請人工複核', 'Ask for a human review'],
})

/** Requests are all that goods were asked for on, the newest first, each with what it was decided by. */
export function Requests({ of: c }: { of: Credit }) {
  const say = useSay()
  const [taking, take] = useState<{ action: string; reference: string }>()
  const [before, look] = useState<string>()
  const { data, error, isPending, refetch } = useGet('/credits/{id}/requests', { path: { id: c.id }, query: { before } })
  if (isPending) return <Skeleton active />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (data.items.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />
  return (
    <>
      <ul className="rows">
        {data.items.map((r) => <li key={r.reference}><Request of={r} credit={c} onTake={(action) => take({ action, reference: r.reference })} /></li>)}
      </ul>
      <div className="foot">
        {before && <Button onClick={() => look(undefined)}>{say('latest')}</Button>}
        {data.items.length === atOnce && <Button onClick={() => look(data.items.at(-1)!.requested_at)}>{say('earlier')}</Button>}
      </div>
      {taking && <Step of={c} {...taking} onClose={() => take(undefined)} />}
    </>
  )
}

const atOnce = 500 // so many the service gives

const isOut = (r: CreditRequest) => r.state === 'released' || r.state === 'unauthorised'

function Request({ of: r, credit: c, onTake }: { of: CreditRequest; credit: Credit; onTake: (action: string) => void }) {
  const say = useSay()
  const { word } = useWords()
  const terms = useTerms(c)
  const { data } = useActions(c.id)
  const able = (action: string) => data?.items.some((a) => a.action === action && a.open && a.allowed)
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="line"><strong>{r.reference}</strong><Verdict of={r} />{r.review && <Tag color="purple">{word('review', r.review)}</Tag>}<span style={{ flex: 1 }} /><span className="amount">{r.amount}</span></div>
      <div className="line muted">
        <span>{say('asked')} {wall(r.requested_at)} · <Person id={r.requester} unit={c.unit} /></span>
        {r.signed_at && <span>{say('decided')} {wall(r.signed_at)} · {r.signer ? <Person id={r.signer} unit={c.unit} /> : say('byTime')}</span>}
        {r.reviewed_at && <span>{say('reviewed')} {wall(r.reviewed_at)} · <Person id={r.reviewer} unit={c.unit} /></span>}
      </div>
      <details><summary>{say('why')}</summary><Grounds figures={r.figures} clauses={r.clauses} credit={c} /></details>
      {r.signed_figures && <details><summary>{say('later')}</summary><Figures of={r.signed_figures} terms={terms} /></details>}
      <div className="line">
        {!isOut(r) && !r.review && able('ask_review') && <Button size="small" onClick={() => onTake('ask_review')}>{say('review')}</Button>}
        {isOut(r) && able('write_off') && <Button size="small" onClick={() => onTake('write_off')}>{word('action', 'write_off')}</Button>}
      </div>
    </div>
  )
}
