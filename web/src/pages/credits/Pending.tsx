import { Card } from 'antd'
import { Link } from 'react-router'
import { useGet } from '../../api/query'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useMarks } from '../../words/marks'
import { counts, listOf, money, signatures, type Count } from './duties'

const useSay = speech({
  signatures: ['等待签字或决定', '等待簽字或決定', 'Waiting for a signature or a decision'],
  money: ['待收货款', '待收貨款', 'Money to come in'],
  late: ['其中逾期 {{n}}', '其中逾期 {{n}}', '{{n}} late'],
  none: ['目前没有', '目前沒有', 'Nothing at the moment'],
  most: ['按时限最近的 {{n}} 项计', '按時限最近的 {{n}} 項計', 'Counted among the {{n}} that are due first'],
})

const most = 200

/** Pending counts what waits across the accounts that the reader sees; each count leads to its list. */
export function Pending() {
  const say = useSay()
  const { data } = useGet('/obligations', { query: { kind: 'credit', limit: most } })
  if (!data) return null
  return (
    <>
      <div className="tiles" style={{ marginBottom: 12 }}>
        <Tile title={say('signatures')} of={counts(data.items, signatures)} />
        <Tile title={say('money')} of={counts(data.items, money)} />
      </div>
      {data.next && <p className="muted">{say('most', { n: most })}</p>}
    </>
  )
}

function Tile({ title, of }: { title: string; of: Count[] }) {
  const say = useSay()
  const { word } = useWords()
  const mark = useMarks()
  return (
    <Card size="small">
      <h2 className="tile-title">{title}</h2>
      <ul className="plain tile-figures">
        {of.length === 0 && <li className="muted">{say('none')}</li>}
        {of.map((c) => (
          <li key={c.duty}>
            <Link className="figure" to={listOf(c.duty)}><span className="figure-value">{c.open}</span> {word('duty', c.duty)}</Link>
            {c.late > 0 && <>{' '}<Link className="in-text late" to={listOf(c.duty, true)}>{mark('aside', { what: say('late', { n: c.late }) }).trim()}</Link></>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
