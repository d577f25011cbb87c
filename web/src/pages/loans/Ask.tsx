import { Alert } from 'antd'
import { Link } from 'react-router'
import { useGet } from '../../api/query'
import { useNow } from '../../parts/clock'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { liveGrant } from './grant'

const useSay = speech({
  ask: ['申请借阅', '申請借閱', 'Ask for this record'],
  foreign: ['如果这是其他单位的档案，可以申请借阅。', '如果這是其他單位的檔案，可以申請借閱。', 'If it is another unit’s record, you can ask for it.'],
  opened: ['凭申请 {{number}} 查阅，至 {{until}} 止', '憑申請 {{number}} 查閱，至 {{until}} 止', 'Opened by request {{number}} until {{until}}'],
  way: ['仅供查看；每次查看都有记录。', '僅供檢視；每次檢視都有記錄。', 'To be read only; each look is logged.'],
  request: ['打开申请', '開啟申請', 'Open the request'],
})

/** Ask leads to the request for the file of a vehicle. */
export function Ask({ id }: { id: string }) {
  const say = useSay()
  return <Link className="in-text" to={`/loans/new?case=${encodeURIComponent(id)}&record=vehicle_file`}>{say('ask')}</Link>
}

/** AskInstead is what somebody can do who may not see a file. */
export function AskInstead({ id }: { id: string }) {
  const say = useSay()
  return <p>{say('foreign')} <Ask id={id} /></p>
}

/** Opened says by which request a file is open to somebody who couldn't see it else, and until when. */
export function Opened({ id }: { id: string }) {
  const say = useSay()
  const now = useNow()
  const { data } = useGet('/loans', { query: { case: id, mine: true, limit: 50 } })
  const grant = liveGrant(data?.items ?? [], now)
  if (!grant) return null
  return (
    <Alert type="info" showIcon role="status" title={say('opened', { number: grant.number, until: wall(grant.until) })}
      description={<>{say('way')} <Link className="in-text" to={`/loans/${grant.id}`}>{say('request')}</Link></>} />
  )
}
