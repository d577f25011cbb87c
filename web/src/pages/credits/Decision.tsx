import type { Credit } from '../../api/books'
import type { components } from '../../api/schema'
import { Clause } from '../../parts/Clause'
import { Tag } from '../../parts/Tag'
import { useTerms } from '../../parts/useTerms'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Figures, type CreditFigures } from './Figures'

const useSay = speech({
  released: ['可以开票发货', '可以開票出貨', 'Released: the goods may be invoiced and leave'],
  first: ['超出额度，首次：须签字后放行', '超出額度，首次：須簽字後放行', 'Above the limit for the first time: it is released once it is signed'],
  last: ['超出额度，末次：须签字后放行，货款须在月底前收回', '超出額度，末次：須簽字後放行，貨款須在月底前收回', 'Above the limit for the last time: it is released once it is signed, and the money is due by the end of the month'],
  prepay: ['超出额度：先汇款并附回款计划，然后发货', '超出額度：先匯款並附回款計劃，然後出貨', 'Above the limit: the goods go once the money is here, with a collection plan'],
  special: ['有货款超过付款期限：须个案决定', '有貨款超過付款期限：須個案決定', 'Goods are past the term of payment: this is decided by itself'],
  cash_only: ['没有授信：现款提货', '沒有授信：現款提貨', 'No credit: cash only'],
  declined: ['不予放行', '不予放行', 'Not released'],
  unauthorised: ['未经放行而发出', '未經放行而出貨', 'The goods left without a release'],
  grounds: ['依据', '依據', 'It rests on'],
  on: ['{{day}} 作此决定前的数字', '{{day}} 作此決定前的數字', 'Figures on {{day}}, before the decision'],
})

export type CreditRequest = components['schemas']['CreditRequest']
type Stand = Pick<CreditRequest, 'state' | 'way'>
const colors: Record<string, string> = { released: 'green', waiting: 'orange', cash_only: 'gold', declined: 'red', unauthorised: 'red' }

/** Verdict says in a word how a request stands. */
export function Verdict({ of: r }: { of: Stand }) {
  const { word } = useWords()
  return (
    <>
      <Tag color={colors[r.state]}>{word('state', r.state)}</Tag>
      {r.way && (r.state === 'released' || r.state === 'waiting') && <span className="muted">{word('way', r.way)}</span>}
    </>
  )
}

/** What was decided, in a sentence. */
export function useDecided(): (r: Stand) => string {
  const say = useSay()
  return (r) => say((r.state === 'waiting' ? r.way : r.state) as 'released')
}

/** Grounds are the figures and clauses that a decision rests on. */
export function Grounds({ figures, clauses, credit }: { figures: CreditFigures; clauses: string[]; credit: Pick<Credit, 'unit' | 'edition'> }) {
  const say = useSay()
  const terms = useTerms(credit)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="line"><span>{say('grounds')}</span>{clauses.map((c) => <Clause key={c} id={c} />)}</div>
      <div className="muted">{say('on', { day: figures.day })}</div>
      <Figures of={figures} terms={terms} />
    </div>
  )
}
