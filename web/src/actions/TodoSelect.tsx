import { Select } from 'antd'
import { useGet } from '../api/query'
import { wall } from '../parts/time'
import { useWords } from '../words/house'
import type { About } from './FieldInput'

interface Props {
  id?: string
  value?: string
  onChange?: (value: string) => void
  about: About
  label: string
}

/** TodoSelect chooses one of the open to-dos of the case. */
export function TodoSelect({ id, value, onChange, about, label }: Props) {
  const { word, role } = useWords()
  const { data, isPending } = useGet('/obligations', { query: { case: about.caseId, limit: 100 } }, { enabled: Boolean(about.caseId) })
  return (
    <Select id={id} aria-label={label} value={value} onChange={onChange} loading={isPending}
      options={data?.items.filter((o) => o.state === 'open').map((o) => ({ value: o.id, label: `${word('duty', o.duty)} · ${role(o.role)} · ${wall(o.due_at)}` }))} />
  )
}
