import { Skeleton } from 'antd'
import { useGet } from '../../api/query'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  none: ['还没有人凭此申请查看过档案。', '還沒有人憑此申請檢視過檔案。', 'Nobody has looked at the record by this request yet.'],
  more: ['仅显示最近 {{n}} 次。', '僅顯示最近 {{n}} 次。', 'The latest {{n}} looks are shown.'],
})

const atMost = 100

/** Reads are the looks at what a request has opened, the latest first: who, when, and at which part. */
export function Reads({ id }: { id: string }) {
  const say = useSay()
  const { data, error, isPending, refetch } = useGet('/loans/{id}/reads', { path: { id }, query: { limit: atMost } })
  if (isPending) return <Skeleton active />
  if (!data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (data.items.length === 0) return <span className="muted">{say('none')}</span>
  return (
    <>
      <ul className="rows">
        {data.items.map((r) => <li key={r.id} className="line"><span>{wall(r.at, true)}</span><Person id={r.by} /><span className="key muted">{r.what}</span></li>)}
      </ul>
      {data.next && <p className="muted">{say('more', { n: atMost })}</p>}
    </>
  )
}
