import { Segmented } from 'antd'
import { OneOf } from '../../parts/FilterFields'
import { Listing, useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import type { OutboxMessage } from '../../api/books'
import { Person, UnitName } from '../../parts/People'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { HouseChannels } from './HouseChannels'
import { Retry } from './Retry'
import { asked, channels, kinds, views } from './views'

const useSay = speech({
  title: ['外发消息', '外發訊息', 'Messages that leave the house'],
  about: ['发不出去的消息，试满一天后放弃。收件人在系统内仍看得到通知。', '發不出去的訊息，試滿一天後放棄。收件人在系統內仍看得到通知。', 'What can’t be sent is given up after a day. Whoever it was for finds it at the desk all the same.'],
  view: ['显示', '顯示', 'Shown'],
  given_up: ['已放弃', '已放棄', 'Given up'],
  waiting: ['待发送', '待發送', 'Waiting'],
  sent: ['已发送', '已發送', 'Sent'],
  all: ['全部', '全部', 'All'],
  kind: ['类别', '類別', 'Kind'],
  channel: ['通道', '通道', 'Channel'],
  who: ['收件人', '收件人', 'For'],
  group: ['群', '群', 'The group'],
  unit: ['单位', '單位', 'Unit'],
  state: ['状态', '狀態', 'State'],
  tries: ['尝试', '嘗試', 'Tries'],
  error: ['最近失败', '最近失敗', 'Last failure'],
  created: ['写入', '寫入', 'Written'],
  ended: ['结束', '結束', 'Ended'],
  next: ['下次尝试 {{at}}', '下次嘗試 {{at}}', 'next try {{at}}'],
  noneGivenUp: ['没有被放弃的消息。', '沒有被放棄的訊息。', 'No message was given up.'],
  none: ['没有消息。', '沒有訊息。', 'No messages.'],
})

/** The messages that leave the house: those first that were given up, which are tried again by hand. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const [filter, set] = useFilters()
  const view = asked(filter('view'))
  const who = (m: OutboxMessage) => (m.staff ? <Person id={m.staff} unit={m.unit} /> : say('group'))
  const none = <span className="muted">—</span>
  const failure = (m: OutboxMessage) => (m.error ? word('error', m.error) : none)
  const state = (m: OutboxMessage) => <Tag color={{ given_up: 'red', waiting: 'gold', sent: 'green', dropped: '' }[m.state]}>{word('state', m.state)}</Tag>
  const ended = (m: OutboxMessage) => (m.settled_at ? wall(m.settled_at) : m.next_at ? <span className="muted">{say('next', { at: wall(m.next_at) })}</span> : none)
  return (
    <div className="page">
      <PageHead title={say('title')}><span className="muted">{say('about')}</span></PageHead>
      <div className="stack">
        <HouseChannels />
        <Listing
          path="/outbox" label={say('title')} rowKey={(m) => m.id} params={['channel', 'kind']} fixed={view === 'all' ? {} : { state: view }} empty={say(view === 'given_up' ? 'noneGivenUp' : 'none')}
          filters={<>
            <Segmented aria-label={say('view')} value={view} options={views.map((v) => ({ value: v, label: say(v) }))} onChange={(v) => set({ view: v === 'given_up' ? undefined : v })} />
            <OneOf name="channel" label={say('channel')} values={channels} />
            <OneOf name="kind" label={say('kind')} values={kinds} />
          </>}
          card={(m) => (
            <div className="stack visit-card">
              <div className="line"><strong>{word('kind', m.kind)}</strong>{state(m)}<span>{word('channel', m.channel)}</span></div>
              <div>{who(m)}{m.unit && <span className="muted"> · <UnitName id={m.unit} /></span>}</div>
              <div className="muted">{wall(m.created_at)} · {say('tries')} {m.tries} · {failure(m)}</div>
              <Retry of={m} />
            </div>
          )}
          columns={[
            { key: 'created', title: say('created'), width: 140, render: (m) => wall(m.created_at) },
            { key: 'kind', title: say('kind'), render: (m) => word('kind', m.kind) },
            { key: 'channel', title: say('channel'), render: (m) => word('channel', m.channel) },
            { key: 'who', title: say('who'), render: who },
            { key: 'unit', title: say('unit'), render: (m) => (m.unit ? <UnitName id={m.unit} /> : none) },
            { key: 'state', title: say('state'), render: state },
            { key: 'tries', title: say('tries'), render: (m) => m.tries },
            { key: 'error', title: say('error'), render: failure },
            { key: 'ended', title: say('ended'), render: ended },
            { key: 'act', title: '', render: (m) => <Retry of={m} /> },
          ]}
        />
      </div>
    </div>
  )
}
