import { Select } from 'antd'
import { useGet } from '../api/query'
import { wall } from '../parts/time'
import { speech } from '../words'
import type { About } from './FieldInput'

const useSay = speech({
  choose: ['选择已上传的文件', '選擇已上傳的檔案', 'Choose among the files of this case'],
  none: ['还没有文件：请先在“文件”一栏上传，再回到此处。', '還沒有檔案：請先在「檔案」一欄上傳，再回到此處。', 'No file yet: attach it under Documents first, then come back here.'],
})

interface Props {
  id?: string
  value?: string
  onChange?: (value: string) => void
  about: About
  label: string
}

/** FileSelect chooses one of the files that are attached to the case. */
export function FileSelect({ id, value, onChange, about, label }: Props) {
  const say = useSay()
  const { data, isPending } = useGet('/cases/{id}/attachments', { path: { id: about.caseId ?? '' } }, { enabled: Boolean(about.caseId) })
  if (data?.items.length === 0) return <span className="muted">{say('none')}</span>
  return (
    <Select id={id} aria-label={label} value={value} onChange={onChange} loading={isPending} allowClear placeholder={say('choose')}
      options={data?.items.map((a) => ({ value: a.id, label: `${a.name || a.type} · ${wall(a.at)}` }))} />
  )
}
