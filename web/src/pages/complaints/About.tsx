import { Descriptions, type DescriptionsProps } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Complaint } from '../../api/books'
import { useGet } from '../../api/query'
import { Correction } from '../../parts/Correction'
import { Masked } from '../../parts/Masked'
import { isErased, Phone } from '../../parts/MaskedCustomer'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useMarks } from '../../words/marks'
import { Settlement } from './Settlement'

const useSay = speech({
  customer: ['投诉人', '投訴人', 'Who complains'],
  unnamed: ['匿名', '匿名', 'Unnamed'],
  hidden: ['其他单位的客户，资料不可见', '其他單位的客戶，資料不可見', 'Another unit’s customer: not yours to see'],
  identity: ['自称身份', '自稱身分', 'Says he is'],
  vehicle: ['车辆', '車輛', 'Car'],
  others: ['此客户的全部投诉', '此客戶的全部投訴', 'All complaints of this customer'],
  channel: ['渠道', '管道', 'Channel'],
  severity: ['等级', '等級', 'Severity'],
  nature: ['性质', '性質', 'Nature'],
  data: ['客户资料', '客戶資料', 'Customer’s data'],
  true: ['已核对属实', '已核對屬實', 'Checked and true'],
  unchecked: ['尚未核对', '尚未核對', 'Not checked yet'],
  recipient: ['受理人', '受理人', 'Taken by'],
  handler: ['处理人', '處理人', 'Handler'],
  joint: ['多部门联合处理', '多部門聯合處理', 'Departments together'],
  amount: ['赔付金额（元）', '賠付金額（元）', 'Compensation (CNY)'],
  round: ['轮次', '輪次', 'Round'],
  decided: ['认定', '認定', 'Decided'],
  notUpheld: ['投诉不成立', '投訴不成立', 'Not upheld'],
  excluded: ['回避人员', '迴避人員', 'Kept away from it'],
  into: ['已并入', '已併入', 'Goes on in'],
  earlier: ['前一次投诉', '前一次投訴', 'Takes up again'],
  merged: ['并入本件的投诉', '併入本件的投訴', 'Merged into this'],
  later: ['后续投诉', '後續投訴', 'Taken up again by'],
  settlement: ['结算', '結算', 'Settlement'],
  review: ['月度审查', '月度審查', 'Monthly review'],
  opened: ['登记时间', '登記時間', 'Registered'],
  edition: ['适用制度版本', '適用制度版本', 'Edition of the policy'],
})

/** About is what a complaint is about: who complains, how it stands, and what leads to it or from it. */
export function About({ of: c }: { of: Complaint }) {
  const say = useSay()
  const { word } = useWords()
  const row = (key: Parameters<typeof say>[0], children: ReactNode, wide = false) => ({ key, label: say(key), children, ...(wide && { span: 'filled' as const }) })
  const items: NonNullable<DescriptionsProps['items']> = [
    row('customer', <Complainant of={c} />, true),
    ...(c.identity ? [row('identity', <Masked of={{ complaint: c.id }}>{(shown) => <span className="said">{shown?.identity ?? c.identity}</span>}</Masked>, true)] : []),
    row('channel', word('channel', c.channel)),
    row('opened', wall(c.opened_at)),
    row('severity', [word('severity', c.severity), word('major_kind', c.major_kind)].filter(Boolean).join(' · ') || '—'),
    row('nature', word('nature', c.nature) || '—'),
    row('recipient', <Person id={c.recipient} unit={c.unit} />),
    row('handler', <><Person id={c.handler} unit={c.unit} />{c.joint && <span className="muted"> · {say('joint')}</span>}</>),
    row('amount', c.amount),
    row('round', c.round),
    ...(c.customer ? [row('data', say(c.data_true ? 'true' : 'unchecked'))] : []),
    ...(c.not_upheld ? [row('decided', say('notUpheld'))] : []),
    ...(c.monthly_review ? [row('review', word('verdict', c.monthly_review))] : []),
    ...(c.exclusions.length > 0 ? [row('excluded', <People ids={c.exclusions} unit={c.unit} />, true)] : []),
    ...(c.merged_into ? [row('into', <CaseNumber id={c.merged_into} />)] : []),
    ...(c.earlier_id ? [row('earlier', <CaseNumber id={c.earlier_id} />)] : []),
    ...(c.merged?.length ? [row('merged', <Links of={c.merged} />)] : []),
    ...(c.later?.length ? [row('later', <Links of={c.later} />)] : []),
    ...(c.settlement ? [row('settlement', <Settlement of={c.settlement} unit={c.unit} />, true)] : []),
    row('edition', <code className="clause">{c.edition.slice(0, 12)}</code>, true),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}

function Complainant({ of: { customer } }: { of: Complaint }) {
  const say = useSay()
  if (!customer) return <>{say('unnamed')}</>
  if (!customer.name) return <span className="muted">{say('hidden')}</span>
  const car = customer.vehicle
  return (
    <span>
      {isErased(customer) ? <strong>{customer.name}</strong> : <Masked of={{ customer: customer.id, fields: ['name', 'phone', ...(car?.plate ? ['plate' as const] : []), ...(car?.vin ? ['vin' as const] : [])] }}>
        {(shown) => {
          const whole = shown?.vehicles?.find((v) => v.id === car?.id)
          return <><strong>{shown?.name ?? customer.name}</strong> <Phone number={shown?.phone ?? customer.phone} />{car && <> · {[car.model, whole?.plate ?? car.plate, whole?.vin ?? car.vin].filter(Boolean).join(' · ')}</>}</>
        }}
      </Masked>}
      {!isErased(customer) && <> <Correction customer={customer.id} />{car && <> <Correction customer={customer.id} car={car.id} /></>}</>}
      {' · '}<Link className="in-text" to={`/complaints?customer_id=${customer.id}`}>{say('others')}</Link>
    </span>
  )
}

export function People({ ids, unit }: { ids: string[]; unit: string }) {
  const mark = useMarks()
  return <span>{ids.map((id, i) => <span key={id}>{i > 0 && mark('and')}<Person id={id} unit={unit} /></span>)}</span>
}

function Links({ of }: { of: { id: string; number: string; status: string }[] }) {
  const { word } = useWords()
  return <span className="line">{of.map((l) => <span key={l.id}><Link to={`/complaints/${l.id}`}>{l.number}</Link> <span className="muted">{word('status', l.status)}</span></span>)}</span>
}

/** The number of another complaint; a reader who may not see that one reads a dash. */
export function CaseNumber({ id }: { id: string }) {
  const { data } = useGet('/complaints/{id}', { path: { id } })
  return data ? <Link to={`/complaints/${id}`}>{data.number}</Link> : <>—</>
}
