import { Button, Drawer } from 'antd'
import { useState, type ReactNode } from 'react'
import { ActionForm } from '../../actions/ActionForm'
import { peopleForms } from '../../actions/forms'
import { houseZone } from '../../parts/time'
import { useWords } from '../../words/house'

interface Props<T> {
  action: keyof typeof peopleForms
  /** What it is about, in the address of its form. */
  ids?: Record<string, string>
  /** What its button says instead of the action's own word. */
  label?: string
  /** Whom or what it is about, where many such buttons stand on a page. */
  about?: string
  primary?: boolean
  small?: boolean
  icon?: ReactNode
  /** The unit whose people are offered; all that are seen, when absent. */
  unit?: string
  start?: Record<string, unknown>
  choices?: Record<string, string[]>
  /** What stands above the form's button. */
  note?: ReactNode
  onDone?: (answer: T) => void
}

/** Act is a button that opens the form of one thing that can be done about people. */
export function Act<T>({ action, ids = {}, label, about, primary, small, icon, unit = '', start, choices, note, onDone }: Props<T>) {
  const { word } = useWords()
  const [open, set] = useState(false)
  const name = label ?? word('action', action)
  const done = (answer: T) => {
    set(false)
    onDone?.(answer)
  }
  return (
    <>
      <Button type={primary ? 'primary' : 'default'} size={small ? 'small' : 'middle'} icon={icon} aria-label={about && `${name} ${about}`} onClick={() => set(true)}>{name}</Button>
      <Drawer open={open} onClose={() => set(false)} title={about ? `${name} · ${about}` : name} size={520} destroyOnHidden>
        <ActionForm<T> form={peopleForms[action]} action={action} label={name} ids={ids} start={start} note={note}
          about={{ unit, kind: 'staff', zone: houseZone, choices }} onDone={done} onCancel={() => set(false)} />
      </Drawer>
    </>
  )
}
