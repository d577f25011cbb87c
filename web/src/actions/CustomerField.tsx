import { Button, Modal } from 'antd'
import { useState } from 'react'
import { FindCustomer } from '../pages/complaints/FindCustomer'
import { CustomerName } from '../parts/CustomerName'
import { speech } from '../words'
import type { About } from './FieldInput'

const useSay = speech({
  choose: ['选择客户', '選擇客戶', 'Choose a customer'],
  clear: ['不指定客户', '不指定客戶', 'No customer'],
})

interface Props {
  value?: string
  onChange?: (id: string | undefined) => void
  about: Pick<About, 'unit'>
  /** What stands there while nobody is chosen. */
  nobody?: string
}

/** CustomerField names a customer who is there already: found over the form, whose own fields stay as they were filled in. */
export function CustomerField({ value, onChange, about, nobody }: Props) {
  const say = useSay()
  const [finding, find] = useState(false)
  return (
    <span className="line">
      {value ? <CustomerName id={value} /> : nobody && <span className="muted">{nobody}</span>}
      <Button size="small" onClick={() => find(true)}>{say('choose')}</Button>
      {value && <Button size="small" onClick={() => onChange?.(undefined)}>{say('clear')}</Button>}
      <Modal open={finding} onCancel={() => find(false)} title={say('choose')} footer={null} destroyOnHidden>
        <FindCustomer unit={about.unit} known onChosen={(c) => { onChange?.(c.id); find(false) }} />
      </Modal>
    </span>
  )
}
