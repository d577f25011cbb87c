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

/** ComplaintSelect chooses among the running complaints that may be the same issue as the one at hand. */
export function ComplaintSelect({ id, value, onChange, about, label }: Props) {
  const { word } = useWords()
  const { data, isPending } = useGet('/complaints/{id}/duplicates', { path: { id: about.caseId ?? '' } }, { enabled: Boolean(about.caseId) })
  return (
    <Select id={id} aria-label={label} value={value} onChange={onChange} loading={isPending}
      options={data?.items.map((c) => ({ value: c.id, label: `${c.number} · ${word('status', c.status)} · ${wall(c.opened_at)}` }))} />
  )
}
