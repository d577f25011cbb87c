import { Card } from 'antd'
import { Link } from 'react-router'
import { kinds } from '../../api/kinds'
import { speech } from '../../words'
import { lists, rate, total, type Asked, type Figures } from './figures'

const useSay = speech({
  late: ['现在逾期', '現在逾期', 'Late now'],
  onTime: ['期间内按时率', '期間內按時率', 'On time in the period'],
  ofAll: ['按时 {{n}} 项，共 {{all}} 项', '按時 {{n}} 項，共 {{all}} 項', '{{n}} of {{all}} in time'],
  missed: ['逾期 {{n}} 项', '逾期 {{n}} 項', '{{n}} too late'],
  nothing: ['没有到期事项', '沒有到期事項', 'nothing was due'],
  open: ['未结案件', '未結案件', 'Open cases'],
  paused: ['其中已暂停', '其中已暫停', 'Paused of these'],
  none: ['没有', '沒有', 'none'],
  complaint: ['投诉', '投訴', 'complaints'],
  archive: ['车辆档案', '車輛檔案', 'vehicle files'],
  returnvisit: ['回访', '回訪', 'return visits'],
  lead: ['线索', '線索', 'leads'],
  loan: ['借阅申请', '借閱申請', 'requests for records'],
  retention: ['在管档案', '在管檔案', 'records kept'],
  erasure: ['删除申请', '刪除申請', 'erasure requests'],
  campaign: ['客户问候', '客戶問候', 'campaigns'],
  visit: ['客户拜访', '客戶拜訪', 'visits to customers'],
  visitplan: ['拜访月度计划', '拜訪月度計劃', 'months of visits'],
  credit: ['授信账户', '授信帳戶', 'credit accounts'],
  duties: ['项', '項', 'duties'],
})

/** Tiles are the first figures of the page. */
export function Tiles({ figures, asked }: { figures: Figures; asked: Asked }) {
  const say = useSay()
  const late = total(figures.late, (r) => r.count)
  const settled = total(figures.on_time, (r) => r.settled)
  const inTime = total(figures.on_time, (r) => r.in_time)
  const byKind = (of: 'count' | 'paused', asks: { paused?: boolean } = {}) => {
    const counted = kinds.map((kind) => ({ kind, n: total(figures.open_cases.filter((r) => r.kind === kind), (r) => r[of]) })).filter(({ n }) => n > 0)
    return counted.length === 0
      ? <span className="muted">{say('none')}</span>
      : counted.map(({ kind, n }) => <Big key={kind} to={lists.cases(asked, kind, asks)} value={n} name={say(kind)} />)
  }
  return (
    <div className="tiles">
      <Tile title={say('late')}><Big to={lists.late(asked)} value={late} name={say('duties')} bad={late > 0} /></Tile>
      <Tile title={say('onTime')}>
        <Big to={lists.timing(asked, 'known')} value={settled ? `${rate(inTime, settled)} %` : '–'} name={settled ? '' : say('nothing')} />
        {settled > 0 && (
          <div className="line">
            <Link to={lists.timing(asked, 'in_time')}>{say('ofAll', { n: inTime, all: settled })}</Link>
            {settled > inTime && <Link to={lists.timing(asked, 'late')}>{say('missed', { n: settled - inTime })}</Link>}
          </div>
        )}
      </Tile>
      <Tile title={say('open')}>{byKind('count')}</Tile>
      <Tile title={say('paused')}>{byKind('paused', { paused: true })}</Tile>
    </div>
  )
}

function Tile({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card size="small">
      <h2 className="tile-title">{title}</h2>
      <div className="tile-figures">{children}</div>
    </Card>
  )
}

function Big({ to, value, name, bad }: { to: string; value: string | number; name: string; bad?: boolean }) {
  return (
    <Link to={to} className={bad ? 'figure bad' : 'figure'}>
      <span className="figure-value">{value}</span> {name}
    </Link>
  )
}
