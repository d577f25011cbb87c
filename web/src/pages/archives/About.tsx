import { Card, Descriptions } from 'antd'
import type { Archive } from '../../api/books'
import { Correction } from '../../parts/Correction'
import { Masked } from '../../parts/Masked'
import { isErased, MaskedCustomer } from '../../parts/MaskedCustomer'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  car: ['车辆', '車輛', 'Vehicle'],
  plate: ['车牌', '車牌', 'Plate'],
  vin: ['车架号', '車架號', 'VIN'],
  owner: ['车主', '車主', 'Owner'],
  hidden: ['您无权查看客户资料', '您無權檢視客戶資料', 'Not yours to see'],
  consultant: ['移交顾问', '移交顧問', 'Consultant'],
  recipient: ['登记人', '登記人', 'Entered by'],
  delivered: ['交车', '交車', 'Delivered'],
  signed: ['双方签收', '雙方簽收', 'Signed by both sides'],
  stored: ['入柜存档', '入櫃存檔', 'Stored'],
})

/** About says whose car it is, who hands the file over, and how far that has come. */
export function About({ of: a }: { of: Archive }) {
  const say = useSay()
  const car = a.customer?.vehicle
  const none = <span className="muted">—</span>
  const at = (moment: string | undefined) => wall(moment, true) || none
  return (
    <Card size="small">
      <Descriptions size="small" column={{ xs: 1, md: 3 }} items={[
        { key: 'car', label: say('car'), children: car && a.customer ? <span>{car.model} {!isErased(a.customer) && <Correction customer={a.customer.id} car={car.id} />}</span> : none },
        { key: 'plate', label: say('plate'), children: car?.plate ? <OfCar of={a} field="plate" /> : none },
        { key: 'vin', label: say('vin'), children: car?.vin ? <OfCar of={a} field="vin" /> : none },
        { key: 'owner', label: say('owner'), children: a.customer?.name ? <MaskedCustomer of={a.customer} /> : <span className="muted">{say('hidden')}</span> },
        { key: 'consultant', label: say('consultant'), children: <Person id={a.consultant} unit={a.unit} /> },
        { key: 'recipient', label: say('recipient'), children: <Person id={a.recipient} unit={a.unit} /> },
        { key: 'delivered', label: say('delivered'), children: at(a.delivered_at) },
        { key: 'signed', label: say('signed'), children: at(a.signed_at) },
        { key: 'stored', label: say('stored'), children: at(a.stored_at) },
      ]} />
    </Card>
  )
}

function OfCar({ of: { customer }, field }: { of: Archive; field: 'plate' | 'vin' }) {
  const car = customer?.vehicle
  if (!customer || !car) return null
  return <Masked of={{ customer: customer.id, fields: [field] }}>{(shown) => shown?.vehicles?.find((v) => v.id === car.id)?.[field] ?? car[field]}</Masked>
}
