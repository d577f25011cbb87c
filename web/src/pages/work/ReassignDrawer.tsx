import { Drawer } from 'antd'
import { ActionForm } from '../../actions/ActionForm'
import { todoForms } from '../../actions/forms'
import type { Obligation } from '../../api/books'
import { zoneOf } from '../../parts/time'

/** ReassignDrawer gives a to-do to somebody else. */
export function ReassignDrawer({ todo, title, onClose }: { todo: Obligation; title: string; onClose: () => void }) {
  return (
    <Drawer open onClose={onClose} title={title} size={520} destroyOnHidden>
      <ActionForm form={todoForms.reassign} action="reassign" ids={{ id: todo.id }} about={{ unit: todo.unit, zone: zoneOf(todo.due_at) }} onDone={onClose} onCancel={onClose} />
    </Drawer>
  )
}
