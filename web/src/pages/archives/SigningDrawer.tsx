import { Alert, Button, Drawer, Progress } from 'antd'
import { Link } from 'react-router'
import type { ArchiveItem } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { left, type Outcome, type Side } from './signing'
import { useSigning } from './useSigning'

const useSay = speech({
  send: ['批量移交签字', '批量移交簽字', 'Sign for handing over'],
  receive: ['批量签收', '批量簽收', 'Sign for receipt'],
  sendMeans: [
    '您确认以下 {{n}} 份档案资料全部齐备，并在签收簿上作为移交人签字。有缺失或缓交资料的档案请逐份办理。',
    '您確認以下 {{n}} 份檔案資料全部齊備，並在簽收薄上作為移交人簽字。有缺失或緩交資料的檔案請逐份辦理。',
    'You sign the register as handing over these {{n}} files, each with every document present. A file that lacks anything, or gets something later, is done on its own page.',
  ],
  receiveMeans: [
    '您确认已收到以下 {{n}} 份档案，并在签收簿上作为接收人签字。核对资料是下一步。',
    '您確認已收到以下 {{n}} 份檔案，並在簽收薄上作為接收人簽字。核對資料是下一步。',
    'You sign the register as having received these {{n}} files. Checking what is in them is the next step.',
  ],
  go: ['为 {{n}} 份档案签字', '為 {{n}} 份檔案簽字', 'Sign (files: {{n}})'],
  again: ['继续其余 {{n}} 份', '繼續其餘 {{n}} 份', 'Go on with the other {{n}}'],
  close: ['关闭', '關閉', 'Close'],
  progress: ['进度', '進度', 'Progress'],
  files: ['各档案的结果', '各檔案的結果', 'What became of each file'],
  waiting: ['待签字', '待簽字', 'Not yet'],
  busy: ['办理中', '辦理中', 'Sending'],
  done: ['已签字', '已簽字', 'Signed'],
  refused: ['未签字', '未簽字', 'Not signed'],
  undone: ['未得到答复', '未得到答覆', 'No answer'],
  stopped: ['连不上服务，或登录已失效：已停在此处，已签的不会重复。', '連不上服務，或登入已失效：已停在此處，已簽的不會重複。', 'The service can’t be reached, or you were signed out: it stopped here. Nothing is signed twice.'],
})

const colors: Record<Outcome['state'], string> = { waiting: 'default', busy: 'blue', done: 'green', refused: 'red', undone: 'orange' }

interface Props {
  side: Side | undefined
  files: ArchiveItem[]
  /** Closed; `signed` when anything was tried. */
  onClose: (signed: boolean) => void
}

/** SigningDrawer asks once, signs for many files, and says what became of each. */
export function SigningDrawer({ side, files, onClose }: Props) {
  const say = useSay()
  const { outcomes, busy, run, forget } = useSigning()
  const begun = outcomes.length > 0
  const rest = left(outcomes)
  const over = outcomes.filter((o) => o.state === 'done' || o.state === 'refused').length
  const close = () => {
    forget()
    onClose(begun)
  }
  return (
    <Drawer open={Boolean(side)} onClose={close} size={560} closable={!busy} mask={{ closable: !busy }} keyboard={!busy} title={side && say(side)}>
      {side && (
        <div className="stack">
          {!begun && <Alert type="info" showIcon title={say(side === 'send' ? 'sendMeans' : 'receiveMeans', { n: files.length })} />}
          {begun && <Progress percent={Math.round((100 * over) / outcomes.length)} aria-label={say('progress')} format={() => `${over} / ${outcomes.length}`} />}
          {begun && !busy && rest.length > 0 && <Alert role="alert" type="warning" showIcon title={say('stopped')} />}
          <div className="line">
            {!begun && <Button type="primary" onClick={() => void run(side, files)}>{say('go', { n: files.length })}</Button>}
            {begun && rest.length > 0 && <Button type="primary" loading={busy} onClick={() => void run(side, rest)}>{say('again', { n: rest.length })}</Button>}
            <Button disabled={busy} onClick={close}>{say('close')}</Button>
          </div>
          <ul className="rows" aria-label={say('files')} aria-live="polite">
            {(begun ? outcomes : files.map((file): Outcome => ({ file, state: 'waiting' }))).map((o) => <Line key={o.file.id} of={o} />)}
          </ul>
        </div>
      )}
    </Drawer>
  )
}

function Line({ of: { file, state, problem } }: { of: Outcome }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <li>
      <div className="line">
        <Link to={`/archives/${file.id}`}>{file.number}</Link>
        <span className="muted">{word('file', file.file)}</span>
        <span style={{ flex: 1 }} />
        <Tag color={colors[state]} style={{ marginInlineEnd: 0 }}>{say(state)}</Tag>
      </div>
      {problem?.detail && <div className="muted">{problem.detail} <Clause id={problem.clause} /></div>}
    </li>
  )
}
