import { Masked } from './Masked'

/** MaskedCustomer is a customer's name and number: masked, and in full for a minute to whoever says what for. */
export function MaskedCustomer({ of: c }: { of: { id: string; name: string; phone: string } }) {
  return (
    <Masked of={{ customer: c.id, fields: ['name', 'phone'] }}>
      {(shown) => <><strong>{shown?.name ?? c.name}</strong> <Phone number={shown?.phone ?? c.phone} /></>}
    </Masked>
  )
}

/** Phone is called where the whole number is there. */
export function Phone({ number }: { number: string }) {
  return number.includes('*') ? <>{number}</> : <a className="in-text" href={`tel:${number}`}>{number}</a>
}
