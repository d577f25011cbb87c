import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useActions } from '../../actions/useActions'
import { useMe, type ArchiveItem } from '../../api/books'
import { speech } from '../../words'
import { offers, type Side } from './signing'
import { SigningDrawer } from './SigningDrawer'

const useSay = speech({
  label: ['已选档案', '已選檔案', 'Selected files'],
  count: ['已选 {{n}} 份', '已選 {{n}} 份', '{{n}} selected'],
  send: ['移交签字（{{n}}）', '移交簽字（{{n}}）', 'Sign for handing over ({{n}})'],
  receive: ['签收（{{n}}）', '簽收（{{n}}）', 'Sign for receipt ({{n}})'],
  print: ['打印签收簿', '列印簽收薄', 'Print the register'],
  clear: ['取消选择', '取消選擇', 'Clear the selection'],
  none: ['所选档案中没有等待您签字的。', '所選檔案中沒有等待您簽字的。', 'None of them waits for your signature.'],
})

/** Selected offers what can be done with the selected files in the states that they are in. */
export function Selected({ files, clear }: { files: ArchiveItem[]; clear: () => void }) {
  const say = useSay()
  const go = useNavigate()
  const { data: me } = useMe()
  const [signing, sign] = useState<{ side: Side; files: ArchiveItem[] }>()
  const { send, receive } = offers(files, me?.id)
  const may = useMayReceive(receive[0])
  const close = (signed: boolean) => {
    sign(undefined)
    if (signed) clear()
  }
  return (
    <>
      {files.length > 0 && (
        <section className="line no-print" aria-label={say('label')} style={{ marginBottom: 12 }}>
          <strong aria-live="polite">{say('count', { n: files.length })}</strong>
          {send.length > 0 && <Button type="primary" onClick={() => sign({ side: 'send', files: send })}>{say('send', { n: send.length })}</Button>}
          {may && <Button type="primary" onClick={() => sign({ side: 'receive', files: receive })}>{say('receive', { n: receive.length })}</Button>}
          {send.length === 0 && !may && <span className="muted">{say('none')}</span>}
          <Button onClick={() => void go(`/archives/register?ids=${files.map((f) => f.id).join(',')}`)}>{say('print')}</Button>
          <Button type="text" onClick={clear}>{say('clear')}</Button>
        </section>
      )}
      <SigningDrawer side={signing?.side} files={signing?.files ?? []} onClose={close} />
    </>
  )
}

// Who may sign for a file is the policy's to say: the first one's case is asked, and each answers for itself in the end.
function useMayReceive(sample: ArchiveItem | undefined): boolean {
  const { data } = useActions(sample?.id)
  return Boolean(sample) && (data?.items.some((a) => a.action === 'receive' && a.allowed) ?? false)
}
