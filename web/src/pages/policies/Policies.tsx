import { Card, Empty, Skeleton } from 'antd'
import { Link } from 'react-router'
import { useGet, type Answer } from '../../api/query'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  since: ['{{at}} 起生效', '{{at}} 起生效', 'In force since {{at}}'],
  shipped: ['随系统提供的版本', '隨系統提供的版本', 'The edition that came with carebook'],
  edition: ['版本 {{hash}}', '版本 {{hash}}', 'Edition {{hash}}'],
  complaint: ['投诉', '投訴', 'Complaints'],
  archive: ['车辆档案', '車輛檔案', 'Vehicle files'],
  empty: ['汇编里没有制度。请由管理员载入制度文件。', '彙編裡沒有制度。請由管理員載入制度檔案。', 'The binder is empty. An administrator loads policies into it.'],
})

type PolicyItem = Answer<'/policies'>['items'][number]

/** An edition is known by its hash; a few digits tell editions apart. */
export const shortHash = (edition: string) => edition.slice(0, 12)

/** Policies are those in force, by what they are about. */
export function Policies() {
  const say = useSay()
  const { word } = useWords()
  const { data, error, isPending, refetch } = useGet('/policies', {}, { staleTime: 60_000 })
  if (isPending) return <Skeleton active />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  const families = [...new Set(data.items.map((p) => p.family))]
  if (families.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('empty')} />
  return (
    <div className="stack">
      {families.map((family) => (
        <Card key={family} size="small" title={<h2 className="card-title">{family === 'complaint' || family === 'archive' ? say(family) : word('kind', family)}</h2>}>
          <ul className="rows">{data.items.filter((p) => p.family === family).map((p) => <li key={p.id}><Row of={p} /></li>)}</ul>
        </Card>
      ))}
    </div>
  )
}

function Row({ of }: { of: PolicyItem }) {
  const say = useSay()
  return (
    <div className="line">
      <span className="clause" style={{ minWidth: 40 }}>{of.id}</span>
      <Link to={`/policies/${of.id}`}>{of.title}</Link>
      <span style={{ flex: 1 }} />
      <span className="muted">{of.effective_from ? say('since', { at: wall(of.effective_from) }) : say('shipped')}</span>
      <span className="muted">{say('edition', { hash: shortHash(of.edition) })}</span>
    </div>
  )
}
