import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Progress, Skeleton, Statistic } from 'antd'
import { Link, useParams } from 'react-router'
import { base } from '../../api/client'
import { useGet, type Answer } from '../../api/query'
import { PageHead } from '../../parts/PageHead'
import { UnitName } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { stateColors } from './ImportsPage'

const useSay = speech({
  title: ['导入：{{kind}}', '匯入：{{kind}}', 'Import of {{kind}}'],
  all: ['全部导入', '全部匯入', 'All imports'],
  received: ['收到于 {{at}}', '收到於 {{at}}', 'Received {{at}}'],
  finished: ['完成于 {{at}}', '完成於 {{at}}', 'Finished {{at}}'],
  progress: ['已处理', '已處理', 'Rows done'],
  rate: ['每秒 {{n}} 行', '每秒 {{n}} 列', '{{n}} rows a second'],
  rows: ['行数', '列數', 'Rows'],
  created: ['新增', '新增', 'Created'],
  unchanged: ['无变化', '無變化', 'Unchanged'],
  refused: ['被拒', '被拒', 'Refused'],
  going: ['正在处理，可以离开此页；处理会自行继续。', '正在處理，可以離開此頁；處理會自行繼續。', 'It goes on by itself: you can leave this page.'],
  wrong: ['{{n}} 行被拒', '{{n}} 列被拒', '{{n}} rows were refused'],
  mend: ['下载错误工作簿，每行都写明原因。更正后再导入同一份文件：已导入的行会跳过。', '下載錯誤活頁簿，每列都寫明原因。更正後再匯入同一份檔案：已匯入的列會略過。', 'Get the error workbook: each row says why. Mend the rows and upload the same file again: rows already in are passed over.'],
  get: ['下载错误工作簿', '下載錯誤活頁簿', 'Get the error workbook'],
  done: ['全部行已导入', '全部列已匯入', 'Every row is in'],
  again: ['再导入一份', '再匯入一份', 'Bring another one in'],
})

type Import = Answer<'/imports/{id}'>

const look = 2000

/** An import: how far it has come, what became of its rows, and what to do about those that were refused. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const { id = '' } = useParams()
  const { data, error, isPending, refetch } = useGet('/imports/{id}', { path: { id } }, { every: (i) => (i?.state === 'finished' ? false : look) })
  if (!data) return <div className="page"><PageHead title={say('title', { kind: '' })} /><ProblemNote error={error} retry={() => void refetch()} />{isPending && <Skeleton active />}</div>
  const name = say('title', { kind: word('kind', data.kind) })
  return (
    <div className="page">
      <PageHead tab={name} title={<>{name} <Tag color={stateColors[data.state]}>{word('state', data.state)}</Tag></>}><Link to="/imports">{say('all')}</Link></PageHead>
      <ProblemNote error={error} retry={() => void refetch()} />
      <p className="muted" style={{ marginTop: 0 }}>
        <UnitName id={data.unit} /> · {say('received', { at: wall(data.received_at, true) })}{data.finished_at && ` · ${say('finished', { at: wall(data.finished_at, true) })}`}
      </p>
      <div className="stack"><Counts of={data} /><Next of={data} /></div>
    </div>
  )
}

function Counts({ of }: { of: Import }) {
  const say = useSay()
  const percent = of.rows > 0 ? Math.floor((100 * of.done) / of.rows) : 100
  return (
    <Card size="small">
      <div aria-live="polite">
        <Progress percent={percent} aria-label={say('progress')} status={of.state === 'finished' ? (of.refused > 0 ? 'normal' : 'success') : 'active'} format={() => `${of.done}/${of.rows}`} />
        {of.rate > 0 && <span className="muted">{say('rate', { n: of.rate })}</span>}
      </div>
      <div className="counts">
        <Statistic title={say('rows')} value={of.rows} />
        <Statistic title={say('created')} value={of.created} />
        <Statistic title={say('unchanged')} value={of.unchanged} />
        <Statistic title={say('refused')} value={of.refused} styles={of.refused > 0 ? { content: { color: '#b3261e' } } : undefined} />
      </div>
    </Card>
  )
}

function Next({ of }: { of: Import }) {
  const say = useSay()
  const book = <Button type="primary" icon={<DownloadOutlined aria-hidden />} href={`${base}/imports/${of.id}/errors`} download>{say('get')}</Button>
  const again = <Link to="/imports">{say('again')}</Link>
  if (of.state !== 'finished') return <Alert type="info" showIcon title={say('going')} />
  if (of.refused === 0) return <Alert type="success" showIcon title={say('done')} description={again} />
  return <Alert type="warning" showIcon title={say('wrong', { n: of.refused })} description={<div className="stack"><span>{say('mend')}</span><div className="line">{book}{again}</div></div>} />
}
