import { Alert, Button } from 'antd'
import { speech } from '../../words'
import { Copy } from './Copy'

const useSay = speech({
  title: ['恢复码只显示这一次', '復原碼只顯示這一次', 'The recovery codes are shown this once'],
  help: ['手机丢失时，每个恢复码可代替一次验证码。请打印或抄下，存放在安全的地方；不要与密码放在一起。', '手機遺失時，每個復原碼可代替一次驗證碼。請列印或抄下，存放在安全的地方；不要與密碼放在一起。', 'When your phone is lost, each of them stands for a code once. Print them or write them down, and keep them in a safe place apart from the password.'],
  copy: ['复制全部', '複製全部', 'Copy all'],
  kept: ['我已存好', '我已存好', 'I have kept them'],
  list: ['恢复码', '復原碼', 'Recovery codes'],
})

/** RecoveryCodes shows what is shown once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const say = useSay()
  return (
    <div className="stack">
      <Alert type="warning" showIcon role="status" title={say('title')} description={say('help')} />
      <ul className="plain recovery" aria-label={say('list')}>{codes.map((code) => <li key={code}><code className="secret">{code}</code></li>)}</ul>
      <div className="line"><Copy text={codes.join('\n')} label={say('copy')} /><Button type="primary" onClick={onDone}>{say('kept')}</Button></div>
    </div>
  )
}
