import { Link } from 'react-router'
import { useGet } from '../../api/query'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  title: ['回访', '回訪', 'Return visits'],
})

/** ReturnVisits leads to the visits to the customer after a complaint; nothing while there are none. */
export function ReturnVisits({ complaint }: { complaint: string }) {
  const say = useSay()
  const { word } = useWords()
  const { data } = useGet('/return-visits', { query: { complaint, limit: 20 } })
  if (!data?.items.length) return null
  return (
    <p className="line said">
      <span className="muted">{say('title')}</span>
      {data.items.map((v) => <span key={v.id}><Link className="in-text" to={`/returnvisits/${v.id}`}>{v.number}</Link> <span className="muted">{word('status', v.status)}</span></span>)}
    </p>
  )
}
