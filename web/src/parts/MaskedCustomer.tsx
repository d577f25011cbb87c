import { useGet } from '../api/query'
import { speech } from '../words'
import { Correction } from './Correction'
import { Masked } from './Masked'
import { Tag } from './Tag'

const useSay = speech({
  hidden: ['您无权查看客户资料', '您無權檢視客戶資料', 'Not yours to see'],
  restricted: ['依法仅予保存', '依法僅予保存', 'Kept by law only'],
})

interface Seen {
  id: string
  name: string
  phone: string
  restricted_at?: string
}

/** isErased says whether a customer was erased: everybody else has a number. The name is a pseudonym then. */
export const isErased = (c: { phone: string }) => c.phone === ''

/**
 * MaskedCustomer is a customer's name and number: masked, and in full for a minute to whoever says what for. There is nothing to
 * see of one who was erased, and nothing is shown or corrected of one whose data are kept by law only.
 */
export function MaskedCustomer({ of: c }: { of: Seen }) {
  const say = useSay()
  if (isErased(c)) return <strong>{c.name}</strong>
  if (c.restricted_at) return <span><strong>{c.name}</strong> {c.phone} <Tag color="purple">{say('restricted')}</Tag></span>
  return (
    <span className="masked">
      <Masked of={{ customer: c.id, fields: ['name', 'phone'] }}>
        {(shown) => <><strong>{shown?.name ?? c.name}</strong> <Phone number={shown?.phone ?? c.phone} /></>}
      </Masked>
      {' '}<Correction customer={c.id} />
    </span>
  )
}

/** CustomerOf is the customer whose id a case has, where the reader may see who that is. */
export function CustomerOf({ id }: { id: string }) {
  const say = useSay()
  const { data, error } = useGet('/customers/{id}', { path: { id } })
  if (error) return <span className="muted">{say('hidden')}</span>
  return data ? <MaskedCustomer of={data} /> : <>…</>
}

/** Phone is called where the whole number is there. */
export function Phone({ number }: { number: string }) {
  return number.includes('*') ? <>{number}</> : <a className="in-text" href={`tel:${number}`}>{number}</a>
}
