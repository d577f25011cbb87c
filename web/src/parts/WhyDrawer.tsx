import { Alert, Descriptions, Drawer, Spin, Table } from 'antd'
import { useGet } from '../api/query'
import type { components } from '../api/schema'
import { Tag } from './Tag'
import { speech } from '../words'
import { useWords } from '../words/house'
import { Clause } from './Clause'
import { ProblemNote } from './ProblemNote'
import { wall } from './time'

const useSay = speech({
  title: ['为何是这个时间', '為何是這個時間', 'Why this date'],
  rule: ['规定时限', '規定時限', 'Time allowed'],
  source: ['出处', '出處', 'Source'],
  due: ['到期', '到期', 'Due'],
  last: ['最后可联系时刻', '最後可聯繫時刻', 'Last permitted moment'],
  calendar: ['所用日历', '所用行事曆', 'Calendar'],
  date: ['日期', '日期', 'Date'],
  account: ['逐日说明', '逐日說明', 'Day by day'],
  counts: ['计入', '計入', 'Counts'],
  provisional: ['暂定：该年放假安排尚未公布，公布后会重新计算一次。', '暫定：該年放假安排尚未公布，公布後會重新計算一次。', 'Provisional: the year’s holidays aren’t published yet. It is counted again once they are.'],
  earlier: ['日历更新前的计算', '行事曆更新前的計算', 'As it was counted before the calendar changed'],
})

type Line = components['schemas']['ExplainLine']

/** WhyDrawer accounts for a due time day by day; the due time is its last line. */
export function WhyDrawer({ obligation, onClose }: { obligation: string | undefined; onClose: () => void }) {
  const say = useSay()
  return (
    <Drawer open={Boolean(obligation)} onClose={onClose} title={say('title')} size={560} destroyOnHidden>
      {obligation && <Account id={obligation} />}
    </Drawer>
  )
}

function Account({ id }: { id: string }) {
  const say = useSay()
  const { word } = useWords()
  const { data, error, isPending, refetch } = useGet('/obligations/{id}/explain', { path: { id } })
  if (isPending) return <Spin />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  return (
    <div className="stack">
      {data.provisional && <Alert type="info" showIcon title={say('provisional')} />}
      <Descriptions column={1} size="small" bordered styles={{ label: { whiteSpace: 'nowrap' } }} items={[
        { key: 'rule', label: say('rule'), children: <>{data.rule_text} <Clause id={data.clause} /></> },
        { key: 'source', label: say('source'), children: word('source', data.source) },
        { key: 'due', label: say('due'), children: <strong>{wall(data.due_at, true)}</strong> },
        ...(data.last_at ? [{ key: 'last', label: say('last'), children: wall(data.last_at, true) }] : []),
        { key: 'calendar', label: say('calendar'), children: data.calendar.replace(/(@.{12}).*/, '$1…') },
      ]} />
      <Days lines={data.lines} title={say('account')} />
      {data.earlier && <Days lines={data.earlier.lines} title={say('earlier')} />}
    </div>
  )
}

const colors: Record<string, string> = { holiday: 'red', weekend: 'default', make_up_day: 'purple', worked: 'green', due: 'blue', paused: 'orange', provisional: 'gold' }

function Days({ lines, title }: { lines: Line[]; title: string }) {
  const say = useSay()
  return (
    <Table<Line>
      size="small" pagination={false} rowKey={(l) => `${l.date}${l.what}${l.from ?? ''}`} dataSource={lines} title={() => title}
      columns={[
        { title: say('date'), dataIndex: 'date', width: 108, render: (date: string, l) => (l.through ? `${date} – ${l.through.slice(5)}` : date) },
        { title: say('account'), dataIndex: 'text', render: (text: string, l) => <><Tag color={colors[l.what]} style={{ width: 6, padding: 0, height: 12 }} aria-hidden />{text.replace(/(\d\d:\d\d:\d\d)\.\d+/g, '$1')}</> },
        { title: say('counts'), dataIndex: 'counted', width: 72 },
      ]}
    />
  )
}
