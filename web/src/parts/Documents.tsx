import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Empty, Upload } from 'antd'
import type { Attachment } from '../api/books'
import { base } from '../api/client'
import { useAttempt } from '../actions/attempt'
import { speech } from '../words'
import { Person } from './People'
import { ProblemNote } from './ProblemNote'
import { wall } from './time'

const useSay = speech({
  add: ['上传文件', '上傳檔案', 'Attach a file'],
  gone: ['{{at}} 已销毁', '{{at}} 已銷毀', 'Destroyed {{at}}'],
  none: ['还没有文件。照片、录音、单据可在此上传。', '還沒有檔案。照片、錄音、單據可在此上傳。', 'No files yet. Photos, recordings and slips go here.'],
})

/** Documents are the files attached to a case; another is added as it is. */
export function Documents({ id, unit, files, writable }: { id: string; unit: string; files: Attachment[]; writable: boolean }) {
  const say = useSay()
  const { attempt, busy, error } = useAttempt<Attachment>()
  return (
    <div className="stack">
      <ProblemNote error={error} />
      {files.length === 0
        ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />
        : <ul className="rows">
            {files.map((a) => (
              <li key={a.id} className="line">
                {a.destroyed_at
                  ? <span className="muted">{say('gone', { at: wall(a.destroyed_at) })}</span>
                  : <><a href={`${base}/attachments/${a.id}`} download><PaperClipOutlined aria-hidden /> {a.name || a.type}</a><span className="muted">{size(a.size)}</span></>}
                <span style={{ flex: 1 }} />
                <span className="muted">{wall(a.at)} · <Person id={a.by} unit={unit} /></span>
              </li>
            ))}
          </ul>}
      {writable && (
        <Upload showUploadList={false} beforeUpload={(file) => { void attempt(`/cases/${id}/attachments`, file); return false }}>
          <Button icon={<UploadOutlined aria-hidden />} loading={busy}>{say('add')}</Button>
        </Upload>
      )}
    </div>
  )
}

const size = (bytes: number) => (bytes < 1024 ? `${bytes} B` : bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KiB` : `${(bytes / (1 << 20)).toFixed(1)} MiB`)
