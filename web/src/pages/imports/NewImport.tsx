import { InboxOutlined } from '@ant-design/icons'
import { Alert, Button, Card, Progress, Radio, Upload } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useMe, useUnits } from '../../api/books'
import { ProblemNote } from '../../parts/ProblemNote'
import { UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { ColumnList } from './ColumnList'
import { kinds, limits, workbookType, type ImportKind } from './columns'
import { useUpload } from './useUpload'

const useSay = speech({
  title: ['导入工作簿', '匯入活頁簿', 'Bring a workbook in'],
  kind: ['内容', '內容', 'What it holds'],
  unit: ['归属单位', '歸屬單位', 'Unit that the rows belong to'],
  drop: ['把 .xlsx 文件拖到这里，或点击选择', '把 .xlsx 檔案拖到這裡，或點擊選擇', 'Drop an .xlsx file here, or choose one'],
  most: ['最多 {{rows}} 行、{{size}} MiB', '最多 {{rows}} 列、{{size}} MiB', 'At most {{rows}} rows and {{size}} MiB'],
  go: ['导入 {{name}}', '匯入 {{name}}', 'Bring {{name}} in'],
  notBook: ['只能导入 .xlsx 工作簿。请在电子表格程序中另存为 .xlsx。', '只能匯入 .xlsx 活頁簿。請在試算表程式中另存為 .xlsx。', 'Only .xlsx workbooks can be brought in. Save it as .xlsx in your spreadsheet program.'],
  tooLarge: ['文件超过 {{size}} MiB。请分成几份。', '檔案超過 {{size}} MiB。請分成幾份。', 'The file is larger than {{size}} MiB. Divide it into several.'],
  needUnit: ['请先选择归属单位', '請先選擇歸屬單位', 'Choose the unit first'],
  sending: ['上传进度', '上傳進度', 'Upload'],
  notMine: ['导入由系统管理员进行，您没有这个岗位：请把工作簿交给本单位的系统管理员。', '匯入由系統管理員進行，您沒有這個崗位：請把活頁簿交給本單位的系統管理員。', 'Administrators bring workbooks in, and you aren’t one: give yours to the administrator of your unit.'],
})

// carebook's own role, which the service asks for.
const administrator = 'administrator'
const megabytes = limits.bytes >> 20

/** NewImport chooses what a workbook holds, for which unit, and sends it. */
export function NewImport() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const me = useMe()
  const [kind, setKind] = useState<ImportKind>('customers')
  const [unit, setUnit] = useOnlyUnit()
  const [file, setFile] = useState<File>()
  const { send, part, error, forget } = useUpload()
  const wrong = file && (!/\.xlsx$/i.test(file.name) ? say('notBook') : file.size > limits.bytes ? say('tooLarge', { size: megabytes }) : undefined)
  const submit = async () => {
    const taken = file && unit && (await send(kind, unit, file))
    if (taken) void go(`/imports/${taken.id}`)
  }
  const choose = (next: File) => { forget(); setFile(next); return false }
  if (me.data && !me.data.roles.some((r) => r.role === administrator)) return <Alert type="info" showIcon title={say('notMine')} style={{ marginBottom: 12 }} />
  return (
    <Card size="small" title={<h2 className="card-title">{say('title')}</h2>} style={{ marginBottom: 16 }}>
      <div className="columns">
        <div className="stack">
          <Radio.Group optionType="button" aria-label={say('kind')} value={kind} onChange={(e) => { forget(); setKind(e.target.value as ImportKind) }} options={kinds.map((k) => ({ value: k, label: word('kind', k) }))} />
          <label className="line"><span>{say('unit')}</span><UnitSelect label={say('unit')} value={unit} onChange={(u) => { forget(); setUnit(u) }} /></label>
          <Upload.Dragger accept={`.xlsx,${workbookType}`} maxCount={1} showUploadList={false} beforeUpload={choose} disabled={part !== undefined}>
            <p style={{ margin: '4px 0' }}><InboxOutlined aria-hidden style={{ fontSize: 28 }} /></p>
            <p style={{ margin: '4px 0' }}>{file ? file.name : say('drop')}</p>
            <p className="muted" style={{ margin: '4px 0' }}>{say('most', { rows: limits.rows.toLocaleString('en'), size: megabytes })}</p>
          </Upload.Dragger>
          {wrong && <Alert type="warning" showIcon title={wrong} role="alert" />}
          <ProblemNote error={error} busy={part !== undefined} retry={() => void submit()} />
          {part !== undefined && <Progress percent={Math.round(100 * part)} aria-label={say('sending')} />}
          {file && !wrong && (
            <div className="line">
              <Button type="primary" disabled={!unit} loading={part !== undefined} onClick={() => void submit()}>{say('go', { name: file.name })}</Button>
              {!unit && <span className="muted">{say('needUnit')}</span>}
            </div>
          )}
        </div>
        <ColumnList kind={kind} />
      </div>
    </Card>
  )
}

/** Where only one unit can be meant, it is. */
function useOnlyUnit(): [string | undefined, (unit: string | undefined) => void] {
  const [chosen, choose] = useState<string>()
  const units = useUnits().data?.items ?? []
  return [chosen ?? (units.length === 1 ? units[0]!.id : undefined), choose]
}
