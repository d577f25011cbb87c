import { Button, Drawer, Space } from 'antd'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { ActionForm } from '../../actions/ActionForm'
import { entryForms } from '../../actions/forms'
import type { LedgerEntry } from '../../api/books'
import { useGet } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { Listing } from '../../parts/Listing'
import { Person } from '../../parts/People'
import { wall, zoneOf } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { decisions, startOf, type Decision } from './decisions'
import { EntryDrawer } from './EntryDrawer'

const useSay = speech({
  label: ['罚款与分录', '罰款與分錄', 'Fines and entries'],
  what: ['项目', '項目', 'What for'],
  against: ['责任人', '責任人', 'Against'],
  amount: ['金额（元）', '金額（元）', 'Amount (CNY)'],
  case: ['案件', '案件', 'Case'],
  state: ['状态', '狀態', 'State'],
  at: ['提出时间', '提出時間', 'Proposed'],
  byHand: ['确认时填写', '確認時填寫', 'Set when confirmed'],
  confirm: ['确认', '確認', 'Confirm'],
  reject: ['驳回', '駁回', 'Reject'],
  reverse: ['冲销', '沖銷', 'Reverse'],
  details: ['依据', '依據', 'Why this much'],
  doubled: ['加倍', '加倍', 'Doubled'],
  again: ['再罚', '再罰', 'Again'],
  recordOnly: ['只记录，不扣款', '只記錄，不扣款', 'Recorded only: nothing is taken from pay'],
})

export const stateColors: Record<string, string> = { proposed: 'gold', needs_review: 'orange', review: 'orange', confirmed: 'red', rejected: 'default', reversed: 'default', contra: 'purple' }

interface Props {
  fixed?: Record<string, unknown>
  params?: string[]
  filters?: ReactNode
  empty?: ReactNode
  place?: string
  /** In the page of a case: as cards, without naming the case again. */
  inside?: boolean
}

/** EntryList lists lines of money that clauses proposed, with what can be decided on each. */
export function EntryList({ fixed, params = [], filters, empty, place, inside }: Props) {
  const say = useSay()
  const { word } = useWords()
  const [shown, show] = useState<{ of: LedgerEntry; to: Decision | 'details' }>()
  const close = () => show(undefined)
  const waiting = useGet('/entries', { query: { mine: true, limit: 100 } })
  const mine = { ids: new Set(waiting.data?.items.map((e) => e.id)), more: Boolean(waiting.data?.next) }
  const what = (e: LedgerEntry) => (
    <Space size={4} wrap>
      {e.fine ? word('violation', e.fine.violation) : word('kind', e.kind)}
      <Clause id={e.clause} />
      {(e.fine?.factor ?? 1) > 1 && <Tag color="volcano">{say('doubled')}</Tag>}
      {e.fine?.again && <Tag color="magenta">{say('again')}</Tag>}
    </Space>
  )
  const buttons = (e: LedgerEntry) => (
    <Space size={4} wrap>
      {decisions(e, mine).map((d) => <Button key={d} size="small" type={d === 'confirm' ? 'primary' : 'default'} onClick={() => show({ of: e, to: d })}>{say(d)}</Button>)}
      <Button size="small" type="link" onClick={() => show({ of: e, to: 'details' })}>{say('details')}</Button>
    </Space>
  )
  const state = (e: LedgerEntry) => <Tag color={stateColors[e.state]}>{word('entry', e.state)}</Tag>
  const amount = (e: LedgerEntry) => e.confirmed_amount ?? e.amount ?? (e.fine?.percent ? `${e.fine.percent} %` : <span className="muted">{say('byHand')}</span>)
  const deciding = shown && shown.to !== 'details' ? shown.to : undefined
  return (
    <>
      <Listing
        path="/entries" label={say('label')} params={params} fixed={fixed} place={place} filters={filters} empty={empty} rowKey={(e) => e.id} cards={inside}
        card={(e) => (
          <div className="stack" style={{ gap: 6 }}>
            <div className="line">{what(e)}<span style={{ flex: 1 }} /><strong>{amount(e)}</strong></div>
            <div className="line muted">{state(e)} <Person id={e.staff} unit={e.unit} /> · {inside ? wall(e.created_at) : <Link className="in-text" to={`/${e.case_kind}s/${e.case}`}>{e.number}</Link>}</div>
            {buttons(e)}
          </div>
        )}
        columns={[
          { key: 'at', title: say('at'), width: 150, render: (e) => wall(e.created_at) },
          { key: 'what', title: say('what'), render: what },
          { key: 'against', title: say('against'), render: (e) => <Person id={e.staff} unit={e.unit} /> },
          { key: 'amount', title: say('amount'), render: amount },
          { key: 'case', title: say('case'), render: (e) => <Link className="in-text" to={`/${e.case_kind}s/${e.case}`}>{e.number}</Link> },
          { key: 'state', title: say('state'), render: state },
          { key: 'act', title: '', width: 290, render: buttons },
        ]}
      />
      <EntryDrawer id={shown?.to === 'details' ? shown.of.id : undefined} onClose={close} />
      <Drawer open={Boolean(deciding)} onClose={close} size={520} destroyOnHidden title={shown && deciding && <>{say(deciding)} · {what(shown.of)}</>}>
        {shown && deciding && (
          <>
            {shown.of.fine?.mode === 'record_only' && <p className="muted">{say('recordOnly')}</p>}
            <ActionForm form={entryForms[deciding]} action={deciding} label={say(deciding)} ids={{ id: shown.of.id }} about={{ unit: shown.of.unit, zone: zoneOf(shown.of.created_at) }}
              start={startOf(shown.of)} onDone={close} onCancel={close} />
          </>
        )}
      </Drawer>
    </>
  )
}
