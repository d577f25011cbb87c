import { Button, Segmented } from 'antd'
import { Link, useNavigate } from 'react-router'
import { useAttempt } from '../../actions/attempt'
import type { Notice } from '../../api/books'
import { Behalf } from '../../parts/Behalf'
import { Clause } from '../../parts/Clause'
import { Listing, useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  title: ['收件箱', '收件匣', 'Inbox'],
  unread: ['未读', '未讀', 'Unread'],
  all: ['全部', '全部', 'All'],
  what: ['事件', '事件', 'What happened'],
  case: ['案件', '案件', 'Case'],
  to: ['告知对象', '告知對象', 'Told as'],
  me: ['本人', '本人', 'Me'],
  at: ['时间', '時間', 'When'],
  read: ['标为已读', '標為已讀', 'Mark as read'],
  empty: ['没有通知。提醒、上报与逾期会自动出现在这里。', '沒有通知。提醒、上報與逾期會自動出現在這裡。', 'No notices. Reminders, escalations and breaches appear here by themselves.'],
})

const colors: Record<string, string> = { breached: 'red', escalated: 'orange', reminded: 'gold', entry_proposed: 'purple' }

/** The inbox: what I should know, the newest first. */
export function Page() {
  const say = useSay()
  const { word, role } = useWords()
  const go = useNavigate()
  const [filter, set] = useFilters()
  const { attempt, error } = useAttempt()
  const read = (n: Notice) => void attempt(`/notices/${n.id}/read`, {})
  const open = (n: Notice) => {
    if (!n.read_at) read(n)
    void go(`/${n.kind}s/${n.case}`)
  }
  const what = (n: Notice) => <><Tag color={colors[n.what]}>{word('event', n.what)}</Tag><Clause id={n.clause} /> <Behalf of={n.on_behalf_of} /></>
  const to = (n: Notice) => (n.to_role ? role(n.to_role) : say('me'))
  const button = (n: Notice) => !n.read_at && <Button size="small" onClick={(e) => { e.stopPropagation(); read(n) }}>{say('read')}</Button>
  return (
    <div className="page">
      <PageHead title={say('title')} />
      <ProblemNote error={error} />
      <Listing
        path="/notices" label={say('title')} params={['unread']} rowKey={(n) => n.id} open={open} empty={say('empty')}
        filters={
          <Segmented value={filter('unread') ? 'unread' : 'all'} options={[{ value: 'all', label: say('all') }, { value: 'unread', label: say('unread') }]}
            onChange={(v) => set({ unread: v === 'unread' ? 'true' : undefined })} />
        }
        card={(n) => <div className="line">{what(n)}<strong>{n.number}</strong><span className="muted">{wall(n.created_at)}</span><span style={{ flex: 1 }} />{button(n)}</div>}
        columns={[
          { key: 'at', title: say('at'), width: 160, render: (n) => <span style={{ fontWeight: n.read_at ? 400 : 600 }}>{wall(n.created_at)}</span> },
          { key: 'what', title: say('what'), render: what },
          { key: 'case', title: say('case'), render: (n) => <Link to={`/${n.kind}s/${n.case}`} onClick={(e) => e.stopPropagation()}>{n.number}</Link> },
          { key: 'to', title: say('to'), render: to },
          { key: 'read', title: '', width: 120, render: button },
        ]}
      />
    </div>
  )
}
