import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { api } from '../api/client'
import type { components } from '../api/schema'
import { ProblemNote } from './ProblemNote'
import { useTry } from './signin/useTry'
import { speech } from '../words'

type Schemas = components['schemas']
type Field = Schemas['Reveal']['fields'][number]
/** What is masked: fields of a customer, or who an unnamed complainant says he is. */
export type Hidden = { customer: string; fields: Field[] } | { complaint: string }
export type Shown = Schemas['Revealed'] & Partial<Schemas['RevealedIdentity']>

const useSay = speech({
  title: ['查看完整资料', '檢視完整資料', 'Show in full'],
  about: ['每一项都连同事由记入审计，并计入您今天可查看的项数。', '每一項都連同事由記入稽核，並計入您今天可檢視的項數。', 'Each is audited with the reason, and counts among those that you may see today.'],
  fields: ['查看哪些', '檢視哪些', 'Which'],
  reason: ['事由', '事由', 'What for'],
  hint: ['例如：按约定致电回访', '例如：按約定致電回訪', 'Such as: the call that was agreed'],
  needReason: ['请填写事由', '請填寫事由', 'Say what for'],
  needFields: ['请选择至少一项', '請選擇至少一項', 'Choose one at least'],
  go: ['查看', '檢視', 'Show'],
  name: ['姓名', '姓名', 'Name'], phone: ['电话', '電話', 'Phone'], plate: ['车牌', '車牌', 'Plate'], vin: ['车架号', '車身號碼', 'VIN'],
})

interface Props {
  open: boolean
  of: Hidden
  onClose: () => void
  onShown: (shown: Shown) => void
}

/** RevealDialog asks what personal fields are needed for, and brings them. */
export function RevealDialog({ open, onClose, ...rest }: Props) {
  const say = useSay()
  return <Modal open={open} onCancel={onClose} title={say('title')} footer={null} destroyOnHidden><Asking {...rest} /></Modal>
}

async function reveal(of: Hidden, { fields, reason }: { fields?: Field[]; reason: string }): Promise<Shown> {
  if ('complaint' in of) return (await api.POST('/complaints/{id}/reveal', { params: { path: { id: of.complaint } }, body: { reason } })).data!
  return (await api.POST('/customers/{id}/reveal', { params: { path: { id: of.customer } }, body: { fields: fields ?? of.fields, reason } })).data!
}

function Asking({ of, onShown }: Omit<Props, 'open' | 'onClose'>) {
  const say = useSay()
  const { run, busy, error } = useTry()
  const fields = 'fields' in of ? of.fields : []
  const submit = async (body: { fields?: Field[]; reason: string }) => {
    const got = await run(() => reveal(of, { ...body, reason: body.reason.trim() }))
    if (got) onShown(got.value)
  }
  return (
    <Form layout="vertical" requiredMark={false} initialValues={{ fields }} onFinish={(v: { fields?: Field[]; reason: string }) => void submit(v)}>
      <p className="muted">{say('about')}</p>
      <ProblemNote error={error} />
      {fields.length > 1 && (
        <Form.Item name="fields" label={say('fields')} rules={[{ validator: (_, chosen: Field[]) => (chosen.length > 0 ? Promise.resolve() : Promise.reject(new Error(say('needFields')))) }]}>
          <Checkbox.Group options={fields.map((value) => ({ value, label: say(value) }))} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={say('reason')} rules={[{ required: true, whitespace: true, message: say('needReason') }]}>
        <Input autoFocus maxLength={500} placeholder={say('hint')} autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>{say('go')}</Button>
    </Form>
  )
}
