import { Form, Select } from 'antd'
import { useUnits } from '../api/books'
import { useGet } from '../api/query'
import { speech } from '../words'

const useSay = speech({
  choose: ['请选择', '請選擇', 'Choose'],
  none: ['此单位没有部门', '此單位沒有部門', 'This unit has no departments'],
})

interface Props {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  label: string
}

/** RoleSelect chooses one of the roles that the binder knows. */
export function RoleSelect({ label, ...control }: Props) {
  const say = useSay()
  const { data, isPending } = useGet('/roles', {}, { staleTime: Infinity })
  return (
    <Select {...control} aria-label={label} loading={isPending} allowClear placeholder={say('choose')} showSearch={{ optionFilterProp: 'label' }}
      options={data?.items.map((r) => ({ value: r.id, label: r.title }))} />
  )
}

/** DepartmentSelect chooses one of the departments of the unit that the same form names. */
export function DepartmentSelect({ label, ...control }: Props) {
  const say = useSay()
  const unit = Form.useWatch<string | undefined>('unit', Form.useFormInstance())
  const departments = useUnits().data?.items.find((u) => u.id === unit)?.departments ?? []
  if (unit && departments.length === 0) return <span className="muted">{say('none')}</span>
  return <Select {...control} aria-label={label} disabled={!unit} allowClear placeholder={say('choose')} options={departments.map((d) => ({ value: d.id, label: d.name }))} />
}
