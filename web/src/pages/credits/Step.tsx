import { Drawer } from 'antd'
import { ActionForm } from '../../actions/ActionForm'
import { forms } from '../../actions/forms'
import { useActions } from '../../actions/useActions'
import type { Credit } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { zoneOf } from '../../parts/time'
import { useWords } from '../../words/house'

interface Props {
  of: Credit
  action: string
  reference: string
  onDone?: () => void
  onClose: () => void
}

/** Step is the form of a step that is taken on one request. */
export function Step({ of: c, action, reference, onDone, onClose }: Props) {
  const { word } = useWords()
  const { data } = useActions(c.id)
  const step = data?.items.find((a) => a.action === action)
  return (
    <Drawer open onClose={onClose} size={640} destroyOnHidden title={<>{word('action', action)} <Clause id={step?.clause} /></>}>
      <ActionForm form={forms.credit![action]!} action={action} ids={{ id: c.id }} seq={c.seq} start={{ reference }}
        about={{ unit: c.unit, kind: 'credit', caseId: c.id, zone: zoneOf(c.opened_at), choices: step?.choices }}
        onDone={() => { onDone?.(); onClose() }} onCancel={onClose} />
    </Drawer>
  )
}
