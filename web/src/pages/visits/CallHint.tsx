import { Alert } from 'antd'
import { useActions } from '../../actions/useActions'
import type { Visit } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { wall } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  now: ['现在可以致电', '現在可以致電', 'The customer may be called now'],
  later: ['现在不可致电；下一个允许的时刻：{{at}}', '現在不可致電；下一個允許的時刻：{{at}}', 'The customer may not be called now; the next permitted moment: {{at}}'],
  hours: ['致电时段：{{window}}', '致電時段：{{window}}', 'When customers are called: {{window}}'],
  length: ['通话约需：{{length}}', '通話約需：{{length}}', 'A call takes about: {{length}}'],
  met: ['这一次须当面回访，电话不算。', '這一次須當面回訪，電話不算。', 'The customer is to be met in person this time: a call doesn’t count.'],
  any: ['本制度没有限定致电时段，任何时候都可以致电。', '本制度沒有限定致電時段，任何時候都可以致電。', 'The policy sets no hours for calls: the customer may be called at any time.'],
})

/** CallHint says whether the customer may be called now, and else when, by which clause; nothing while no talk is owed. */
export function CallHint({ of: { id, window: w } }: { of: Visit }) {
  const say = useSay()
  const { data } = useActions(id)
  const ways = new Set(data?.items.filter((a) => a.open && (a.action === 'record' || a.action === 'answer_issue')).flatMap((a) => a.choices?.medium ?? []))
  if (ways.size === 0) return null
  if (!ways.has('phone')) return <Alert role="status" type="info" showIcon title={say('met')} />
  if (!w) return <Alert role="status" type="info" showIcon title={say('any')} />
  return (
    <Alert role="status" showIcon type={w.allowed ? 'success' : 'warning'}
      title={<>{w.allowed ? say('now') : say('later', { at: wall(w.next_at) })} <Clause id={w.clause} /></>}
      description={<>{say('hours', { window: w.window })}{w.call_length && <> · {say('length', { length: w.call_length })}</>}</>} />
  )
}
