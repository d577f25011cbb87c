import { App, Button, Popconfirm } from 'antd'
import { useAttempt } from '../../actions/attempt'
import type { OutboxMessage } from '../../api/books'
import { fill } from '../../api/client'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { again } from './views'

const useSay = speech({
  go: ['重新发送', '重新發送', 'Send it again'],
  sure: ['将再试一天。接收方可能已经收到过。', '將再試一天。接收方可能已經收到過。', 'It is tried for another day. The receiver may have it already.'],
  keep: ['不发', '不發', 'Leave it'],
  done: ['已列为待发送，再试一天', '已列為待發送，再試一天', 'It waits to be sent, and is tried for another day'],
})

/** Retry has a message tried for another day that was given up. */
export function Retry({ of: m }: { of: OutboxMessage }) {
  const say = useSay()
  const { message } = App.useApp()
  const { attempt, busy, error } = useAttempt<OutboxMessage>()
  const go = async () => {
    if (await attempt(fill('/outbox/{id}/retry', { id: m.id }), {})) void message.success(say('done'))
  }
  if (!again(m)) return null
  return (
    <>
      <Popconfirm title={say('sure')} okText={say('go')} cancelText={say('keep')} onConfirm={() => void go()}><Button size="small" loading={busy}>{say('go')}</Button></Popconfirm>
      <ProblemNote error={error} />
    </>
  )
}
