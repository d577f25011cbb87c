import { Empty, Skeleton } from 'antd'
import { useGet } from '../../api/query'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { fen } from './exposure'

const useSay = speech({
  lines: ['账目', '帳目', 'Lines of the account'],
  day: ['日期', '日期', 'Day'],
  kind: ['项目', '項目', 'What'],
  reference: ['单号', '單號', 'Reference'],
  receipt: ['收款凭证', '收款憑證', 'Receipt'],
  way: ['放行方式', '放行方式', 'Released'],
  amount: ['金额（元）', '金額（元）', 'Amount (CNY)'],
  terms: ['{{n}} 天付清', '{{n}} 天付清', 'Paid within {{n}} days'],
  none: ['还没有发货或收款。', '還沒有出貨或收款。', 'No goods have left, and no money has come.'],
})

/** Ledger are the lines that move the figures of an account, the newest first; nobody changes one. */
export function Ledger({ id }: { id: string }) {
  const say = useSay()
  const { word } = useWords()
  const { data, error, isPending, refetch } = useGet('/credits/{id}/lines', { path: { id } })
  if (isPending) return <Skeleton active />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  const lines = data.items
  if (lines.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />
  return (
    <div className="rows-frame" role="region" aria-label={say('lines')} tabIndex={0}>
      <table className="rows">
        <thead><tr>{(['day', 'kind', 'reference', 'receipt', 'way', 'amount'] as const).map((h) => <th key={h} scope="col" className={h === 'amount' ? 'amount' : undefined}>{say(h)}</th>)}</tr></thead>
        <tbody>
          {[...lines].reverse().map((l) => (
            <tr key={l.n}>
              <td>{wall(l.at)}</td>
              <td>{word('kind', l.kind)}</td>
              <td>{l.reference}</td>
              <td>{l.receipt}</td>
              <td>{l.way ? word('way', l.way) : l.days ? say('terms', { n: l.days }) : ''}</td>
              <td className="amount">{l.kind === 'terms' && fen(l.amount) === 0 ? '' : l.amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
