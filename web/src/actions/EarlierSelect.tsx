import { Select } from 'antd'
import { useGet } from '../api/query'
import { wall } from '../parts/time'
import { speech } from '../words'
import { useWords } from '../words/house'
import type { About } from './FieldInput'

const useSay = speech({
  none: ['这位客户还没有拜访过：没有可补充的拜访。', '這位客戶還沒有拜訪過：沒有可補充的拜訪。', 'This customer hasn’t been visited yet: there is nothing to supplement.'],
})

interface Props {
  id?: string
  value?: string
  onChange?: (id: string) => void
  about: About
  label: string
}

/** EarlierSelect chooses among the visits that were made to the customer. */
export function EarlierSelect({ id, value, onChange, about, label }: Props) {
  const say = useSay()
  const { word } = useWords()
  const { data, isPending } = useGet('/visits', { query: { customer_id: about.customer, unit: about.unit, limit: 100 } }, { enabled: Boolean(about.customer) })
  const made = data?.items.filter((v) => v.visited_at) ?? []
  if (data && made.length === 0) return <span className="muted">{say('none')}</span>
  return (
    <Select id={id} aria-label={label} value={value} onChange={onChange} loading={isPending}
      options={made.map((v) => ({ value: v.id, label: `${v.number} · ${word('purpose', v.purpose)} · ${wall(v.visited_at)}` }))} />
  )
}
