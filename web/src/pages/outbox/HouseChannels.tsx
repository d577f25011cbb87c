import { App, Button } from 'antd'
import { useAttempt } from '../../actions/attempt'
import type { OutboxMessage } from '../../api/books'
import { fill } from '../../api/client'
import { useGet } from '../../api/query'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  title: ['本公司的通道', '本公司的通道', 'Channels of the house'],
  none: ['还没有配置通道：通知只在系统内显示。由运维人员在 --channels 文件中配置。', '還沒有設定通道：通知只在系統內顯示。由維運人員在 --channels 檔案中設定。', 'None: notices stay at the desk. The operator writes channels into the file of --channels.'],
  shared: ['发到群', '發到群', 'to a group'],
  seen: ['最近可用 {{at}}', '最近可用 {{at}}', 'last seen {{at}}'],
  test: ['发送测试', '發送測試', 'Send a test'],
  testOf: ['向 {{channel}} 发送测试', '向 {{channel}} 發送測試', 'Send a test over {{channel}}'],
  done: ['测试消息已列为待发送；结果见下方“全部”。', '測試訊息已列為待發送；結果見下方「全部」。', 'The test waits to be sent: what came of it stands below under All.'],
})

/** HouseChannels are those that workers have been started with, each with a test. */
export function HouseChannels() {
  const say = useSay()
  const { word } = useWords()
  const { message } = App.useApp()
  const channels = useGet('/channels')
  const { attempt, busy, error } = useAttempt<OutboxMessage>()
  const test = async (channel: string) => {
    if (await attempt(fill('/channels/{channel}/test', { channel }), {})) void message.success(say('done'))
  }
  return (
    <section className="tile stack" aria-label={say('title')}>
      <h2 className="part-title">{say('title')}</h2>
      <ProblemNote error={channels.error} retry={() => void channels.refetch()} />
      <ProblemNote error={error} />
      {channels.data?.items.length === 0 && <span className="muted">{say('none')}</span>}
      <ul className="rows">
        {channels.data?.items.map((c) => (
          <li key={c.channel} className="ends">
            <span>{word('channel', c.channel)} <span className="muted">{c.shared && <>{say('shared')} · </>}{say('seen', { at: wall(c.seen_at) })}</span></span>
            <Button size="small" disabled={busy} aria-label={say('testOf', { channel: word('channel', c.channel) })} onClick={() => void test(c.channel)}>{say('test')}</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
