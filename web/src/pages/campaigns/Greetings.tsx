import { Drawer } from 'antd'
import { useState } from 'react'
import { useActions } from '../../actions/useActions'
import type { Campaign, Greeting } from '../../api/books'
import { CustomerName } from '../../parts/CustomerName'
import { OneOf } from '../../parts/FilterFields'
import { Listing } from '../../parts/Listing'
import { Person } from '../../parts/People'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { useMarks } from '../../words/marks'
import { GreetForm } from './GreetForm'
import { greetingStates, outcomes } from './states'

const useSay = speech({
  title: ['问候名单', '問候名單', 'Whom it greets'],
  customer: ['客户', '客戶', 'Customer'],
  class: ['类别', '類別', 'Class'],
  means: ['方式', '方式', 'By'],
  gifts: ['可送礼品', '可送禮品', 'Gifts'],
  state: ['待办状态', '待辦狀態', 'Stands'],
  outcome: ['结果', '結果', 'Result'],
  tries: ['第 {{n}} 次', '第 {{n}} 次', 'try {{n}}'],
  staff: ['问候人', '問候人', 'Greeted by'],
  record: ['登记结果', '登記結果', 'Enter the result'],
  recordOf: ['登记问候结果', '登記問候結果', 'What came of the greeting'],
  again: ['未联系上的，当天可以再试。', '未聯繫上的，當天可以再試。', 'Whoever wasn’t reached is tried again until the day is over.'],
  empty: ['还没有列出客户。', '還沒有列出客戶。', 'No customers yet.'],
})

/** Greetings are those whom a campaign greets, with what came of it; whoever owes the greeting enters that here. */
export function Greetings({ of: c }: { of: Campaign }) {
  const say = useSay()
  const { word } = useWords()
  const mark = useMarks()
  const [chosen, choose] = useState<Greeting>()
  const { data: actions } = useActions(c.id)
  const greets = actions?.items.some((a) => a.action === 'greet' && a.allowed) ?? false
  const words = (group: string, all: string[]) => all.map((one) => word(group, one)).join(mark('and'))
  const state = (g: Greeting) => <Tag color={{ open: 'gold', paused: 'blue', fulfilled: 'green' }[g.state]}>{word('state', g.state)}</Tag>
  const came = (g: Greeting) => (g.outcome
    ? <>{word('outcome', g.outcome)}{g.by && <> · {word('means', g.by)}</>}{g.gift && <> · {word('gift', g.gift)}</>}{g.tries > 1 && <span className="muted"> · {say('tries', { n: g.tries })}</span>}</>
    : <span className="muted">—</span>)
  const who = (g: Greeting) => (g.staff ? <><Person id={g.staff} unit={c.unit} /> <span className="muted">{wall(g.at)}</span></> : <span className="muted">—</span>)
  const button = (g: Greeting) => greets && g.state === 'open' && <button type="button" className="act act-first" onClick={() => choose(g)}>{say('record')}</button>
  return (
    <div className="stack">
      <p className="muted said">{say('again')}</p>
      <Listing
        path="/campaigns/{id}/greetings" ids={{ id: c.id }} place="greetings" exported={false} label={say('title')} rowKey={(g) => g.id} params={['state', 'outcome']} empty={say('empty')}
        filters={<><OneOf name="state" label={say('state')} values={greetingStates} /><OneOf name="outcome" label={say('outcome')} values={outcomes} /></>}
        card={(g) => (
          <div className="stack visit-card">
            <div className="line"><CustomerName id={g.customer_id} />{state(g)}</div>
            <div className="muted">{word('class', g.class)} · {words('means', g.means)}{g.gifts.length > 0 && <> · {words('gift', g.gifts)}</>}</div>
            <div>{came(g)}</div>
            {button(g)}
          </div>
        )}
        columns={[
          { key: 'customer', title: say('customer'), render: (g) => <CustomerName id={g.customer_id} /> },
          { key: 'state', title: say('state'), render: state },
          { key: 'outcome', title: say('outcome'), render: came },
          { key: 'class', title: say('class'), render: (g) => word('class', g.class) },
          { key: 'means', title: say('means'), render: (g) => words('means', g.means) },
          { key: 'gifts', title: say('gifts'), render: (g) => words('gift', g.gifts) || <span className="muted">—</span> },
          { key: 'staff', title: say('staff'), render: who },
          { key: 'act', title: '', render: button },
        ]}
      />
      <Drawer open={Boolean(chosen)} onClose={() => choose(undefined)} size={480} destroyOnHidden title={say('recordOf')}>
        {chosen && <GreetForm of={chosen} unit={c.unit} approved={Boolean(c.approved_at)} onDone={() => choose(undefined)} />}
      </Drawer>
    </div>
  )
}
