import { PauseCircleOutlined } from '@ant-design/icons'
import { Card, Skeleton, type TabsProps } from 'antd'
import type { ReactNode } from 'react'
import { ActionBar } from '../actions/ActionBar'
import type { Obligation } from '../api/books'
import { useMe } from '../api/books'
import { isProblem } from '../api/problem'
import { Tag } from './Tag'
import { speech } from '../words'
import { useWords } from '../words/house'
import { Chapters } from './Chapters'
import { Obligations } from './Obligations'
import { PageHead } from './PageHead'
import { UnitName } from './People'
import { ProblemNote } from './ProblemNote'
import { Timeline } from './Timeline'
import { wall, zoneOf } from './time'

const useSay = speech({
  paused: ['{{at}} 起暂停', '{{at}} 起暫停', 'Paused since {{at}}'],
  owed: ['待办与时限', '待辦與時限', 'Owed, and by when'],
  timeline: ['经过', '經過', 'Timeline'],
  unshown: ['无法显示', '無法顯示', 'This can’t be shown'],
})

/** What every case has, whatever it is about. */
export interface AnyCase {
  id: string
  number: string
  unit: string
  status: string
  ended: boolean
  paused_at?: string
  seq: number
  opened_at: string
  obligations: Obligation[]
}

interface Props {
  kind: string
  of: AnyCase
  file?: string
  tools?: ReactNode
  tags?: ReactNode
  /** What forms begin with, by their action. */
  starts?: Record<string, Record<string, unknown>>
  /** What stands before the tabs: what the case is about. */
  children: ReactNode
  tabs: NonNullable<TabsProps['items']>
}

/** CasePage is the page of one case: where it stands, what can be done now, what is owed, and what happened. */
export function CasePage({ kind, of, file, tools, tags, starts, children, tabs }: Props) {
  const say = useSay()
  const { word } = useWords()
  const me = useMe()
  const owed = of.obligations.filter((o) => o.state === 'open' && mine(o, me.data?.id, me.data?.roles.map((r) => r.role) ?? []))
  return (
    <div className="page">
      <PageHead tab={of.number} title={<>{of.number} <Tag color={of.ended ? 'default' : 'blue'}>{word('status', of.status)}</Tag></>}>
        {of.paused_at && <Tag icon={<PauseCircleOutlined aria-hidden />} color="orange">{say('paused', { at: wall(of.paused_at) })}</Tag>}
        {tags}
        <span className="muted"><UnitName id={of.unit} /></span>
        {tools}
      </PageHead>
      <div style={{ marginBottom: 12 }}>
        <ActionBar kind={kind} id={of.id} unit={of.unit} seq={of.seq} file={file} zone={zoneOf(of.opened_at)} owed={owed.map((o) => o.action ?? o.duty)} starts={starts} />
      </div>
      <div className="columns">
        <div className="stack">
          {children}
          <Card size="small"><Chapters items={[{ key: 'timeline', label: say('timeline'), children: <Timeline id={of.id} unit={of.unit} kind={kind} /> }, ...tabs]} /></Card>
        </div>
        <Card size="small" title={say('owed')}><Obligations of={of.obligations} unit={of.unit} /></Card>
      </div>
    </div>
  )
}

const mine = (o: Obligation, me: string | undefined, roles: string[]) => (o.person ? o.person === me : roles.includes(o.role))

/** Waiting stands for a case that is still being read, or can't be. */
export function Waiting({ error, retry, children }: { error: unknown; retry: () => void; children?: ReactNode }) {
  const say = useSay()
  return (
    <div className="page">
      {error ? <><PageHead title={say('unshown')} /><ProblemNote error={error} retry={isProblem(error) && error.again ? retry : undefined} /></> : <Skeleton active />}
      {children}
    </div>
  )
}
