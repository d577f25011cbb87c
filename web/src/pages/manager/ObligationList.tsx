import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Obligation } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { Due } from '../../parts/Due'
import { ItemName } from '../../parts/ItemName'
import { Listing } from '../../parts/Listing'
import { Person, UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { WhyDrawer } from '../../parts/WhyDrawer'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { filterNames, ObligationFilters } from './ObligationFilters'

const useSay = speech({
  label: ['事项', '事項', 'Duties'],
  due: ['时限', '時限', 'Due'],
  duty: ['事项与条款', '事項與條款', 'Duty and clause'],
  case: ['案件', '案件', 'Case'],
  unit: ['单位', '單位', 'Unit'],
  who: ['责任岗位与人员', '責任崗位與人員', 'Who owes it'],
  settled: ['了结 {{at}}', '了結 {{at}}', 'Settled {{at}}'],
  account: ['时限说明', '時限說明', 'Account'],
  why: ['为何是这个时间', '為何是這個時間', 'Why this date'],
  empty: ['没有未完成的事项。案件登记后，应做的事会自动出现在这里。', '沒有未完成的事項。案件登記後，應做的事會自動出現在這裡。', 'Nothing is owed. Once a case is opened, what is to be done appears here by itself.'],
})

/** ObligationList is what is owed, or was, in all units that the reader sees. */
export function ObligationList() {
  const say = useSay()
  const { word, role } = useWords()
  const [asked, ask] = useState<string>()
  const what = (o: Obligation) => <>{word('duty', o.duty)}<ItemName of={o} /> <Clause id={o.clause} /></>
  const who = (o: Obligation) => <>{role(o.role)}<div className="muted"><Person id={o.person} unit={o.unit} /></div></>
  const link = (o: Obligation) => <Link to={`/${o.kind}s/${o.case}`}>{o.number}</Link>
  const when = (o: Obligation) => <div className="muted">{wall(o.due_at)}{o.settled_at && <div>{say('settled', { at: wall(o.settled_at) })}</div>}</div>
  const why = (o: Obligation) => <Button size="small" type="link" onClick={() => ask(o.id)}>{say('why')}</Button>
  return (
    <>
      <Listing
        path="/obligations" label={say('label')} params={filterNames} rowKey={(o) => o.id} empty={say('empty')} filters={<ObligationFilters />}
        card={(o) => (
          <div className="stack" style={{ gap: 6 }}>
            <div className="line"><strong>{what(o)}</strong><span style={{ flex: 1 }} /><Due of={o} /></div>
            <div className="line muted">{link(o)} <Tag>{word('status', o.status)}</Tag> <UnitName id={o.unit} /></div>
            <div>{who(o)}</div>
            <div className="line">{when(o)}<span style={{ flex: 1 }} />{why(o)}</div>
          </div>
        )}
        columns={[
          { key: 'due', title: say('due'), width: 210, sort: 'due_at', render: (o) => <><Due of={o} />{when(o)}</> },
          { key: 'duty', title: say('duty'), render: what },
          { key: 'case', title: say('case'), render: (o) => <>{link(o)} <Tag>{word('status', o.status)}</Tag></> },
          { key: 'unit', title: say('unit'), render: (o) => <UnitName id={o.unit} /> },
          { key: 'who', title: say('who'), render: who },
          { key: 'why', title: say('account'), width: 140, render: why },
        ]}
      />
      <WhyDrawer obligation={asked} onClose={() => ask(undefined)} />
    </>
  )
}
