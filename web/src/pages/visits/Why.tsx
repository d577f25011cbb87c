import { Alert, Descriptions, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useGet, type Answer } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { period, rate } from './lot'

const useSay = speech({
  everybody: ['没有抽签：在此类事件之后，所有客户都要回访。', '沒有抽籤：在此類事件之後，所有客戶都要回訪。', 'No lot was drawn: after such an event every customer is visited.'],
  cycle: ['没有抽签：这位客户按长期周期回访。', '沒有抽籤：這位客戶按長期週期回訪。', 'No lot was drawn: this customer is visited in a standing cycle.'],
  again: ['没有抽签：上一次回访未能了结此事，所以再次回访。', '沒有抽籤：上一次回訪未能了結此事，所以再次回訪。', 'No lot was drawn: an earlier visit wasn’t the end of it, so the customer is visited again.'],
  drawn: ['抽签抽中了这位客户。', '抽籤抽中了這位客戶。', 'The lot fell on this customer.'],
  stands_in: ['抽签没有抽中这位客户，但 {{n}} 号客户无法回访，由这位递补。', '抽籤沒有抽中這位客戶，但 {{n}} 號客戶無法回訪，由這位遞補。', 'The lot left this customer out, but number {{n}} can’t be visited, and this one takes the place.'],
  rounded_up: ['抽签没有抽中这位客户；为使当月达到规定比例而补入。', '抽籤沒有抽中這位客戶；為使當月達到規定比例而補入。', 'The lot left this customer out; he is visited so that the month has its rate.'],
  at_least: ['抽签没有抽中这位客户；但每月最先的几位一律回访。', '抽籤沒有抽中這位客戶；但每月最先的幾位一律回訪。', 'The lot left this customer out; but the first of a month are visited whatever it says.'],
  left_out: ['抽签没有抽中这位客户，所以不回访。', '抽籤沒有抽中這位客戶，所以不回訪。', 'The lot left this customer out, so there is no visit.'],
  how: [
    '每 {{whole}} 位客户为一组，每组抽 {{parts}} 位。号码按登记先后给出，谁也不能挑选。抽签由当月的密钥算出：密钥的指纹在月初就已记录，密钥本身在月末公布，届时任何人都可以复算。',
    '每 {{whole}} 位客戶為一組，每組抽 {{parts}} 位。號碼按登記先後給出，誰也不能挑選。抽籤由當月的密鑰算出：密鑰的指紋在月初就已記錄，密鑰本身在月末公布，屆時任何人都可以複算。',
    'Of every {{whole}} customers in a row, a block, {{parts}} are drawn. Numbers are given in the order of entry; nobody can choose one. The lots follow from a secret of the month: its fingerprint is recorded when the month begins, the secret is told when it is over, and then anybody can draw again.',
  ],
  number: ['号码', '號碼', 'Number'],
  block: ['组', '組', 'Block'],
  ofMonth: ['{{month}} 第 {{n}} 号', '{{month}} 第 {{n}} 號', '{{n}} of {{month}}'],
  rate: ['抽取比例', '抽取比例', 'Rate'],
  ofBlock: ['每 {{whole}} 位抽 {{parts}} 位', '每 {{whole}} 位抽 {{parts}} 位', '{{parts}} of {{whole}}'],
  lot: ['签', '籤', 'The lot'],
  yes: ['抽中', '抽中', 'fell on this customer'],
  no: ['未抽中', '未抽中', 'left this customer out'],
  commitment: ['密钥指纹（SHA-256）', '密鑰指紋（SHA-256）', 'Fingerprint of the secret (SHA-256)'],
  secret: ['密钥', '密鑰', 'The secret'],
  sealed: ['月末公布', '月末公布', 'told when the month is over'],
  replaced: ['现由他人递补，原因', '現由他人遞補，原因', 'Another customer takes this one’s place, because'],
  audit: ['复算', '複算', 'To draw again'],
})

type Drawn = Answer<'/return-visits/{id}/why'>

/** Why accounts for the lot in plain words: which number this customer had, and why he is visited or isn't. */
export function Why({ id }: { id: string }) {
  const say = useSay()
  const { data, error, isPending, refetch } = useGet('/return-visits/{id}/why', { path: { id } })
  if (isPending) return <Skeleton active />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  return (
    <div className="stack">
      <Alert type={data.visited ? 'success' : 'info'} showIcon title={<>{say(data.why, { n: data.in_place_of ?? '' })} <Clause id={data.clause} /></>} />
      {data.rate && <Lot of={data} />}
    </div>
  )
}

function Lot({ of: d }: { of: Drawn }) {
  const say = useSay()
  const { word } = useWords()
  const [parts, whole] = rate(d.rate)
  const { month } = period(d.period)
  const row = (key: Parameters<typeof say>[0], children: ReactNode) => ({ key, label: say(key), children })
  return (
    <>
      <Descriptions bordered size="small" column={1} items={[
        row('rate', <>{say('ofBlock', { parts, whole })} <Clause id={d.clause} /></>),
        row('number', say('ofMonth', { n: d.number ?? '', month })),
        row('block', d.block),
        row('lot', say(d.drawn ? 'yes' : 'no')),
        ...(d.replaced ? [row('replaced', word('replaced', d.replaced))] : []),
        row('commitment', <code className="key">{d.commitment}</code>),
        row('secret', d.secret ? <code className="key">{d.secret}</code> : <span className="muted">{say('sealed')}</span>),
        row('audit', <code className="key">carebook audit sample {month}</code>),
      ]} />
      <p className="muted said">{say('how', { parts, whole })}</p>
    </>
  )
}
