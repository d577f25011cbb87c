import { Button, Empty } from 'antd'
import { useState } from 'react'
import type { Obligation } from '../api/books'
import { speech } from '../words'
import { useWords } from '../words/house'
import { Clause } from './Clause'
import { Due } from './Due'
import { ItemName } from './ItemName'
import { Person } from './People'
import { WhyDrawer } from './WhyDrawer'

const useSay = speech({
  why: ['为何', '為何', 'Why'],
  none: ['没有待办', '沒有待辦', 'Nothing is owed'],
})

/** Obligations are what is owed in a case, each with its clock and the account of its date. */
export function Obligations({ of, unit }: { of: Obligation[]; unit: string }) {
  const say = useSay()
  const { word, role } = useWords()
  const [asked, ask] = useState<string>()
  return (
    <>
      {of.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />}
      <ul className="rows">
        {openFirst(of).map((o) => (
          <li key={o.id} className="ends">
            <div>
              <div>{word('duty', o.duty)}<ItemName of={o} /> <Clause id={o.clause} /></div>
              <div className="muted">{role(o.role)}{o.person && <> · <Person id={o.person} unit={unit} /></>}</div>
            </div>
            <span className="ends"><Due of={o} /><Button size="small" type="link" onClick={() => ask(o.id)}>{say('why')}</Button></span>
          </li>
        ))}
      </ul>
      <WhyDrawer obligation={asked} onClose={() => ask(undefined)} />
    </>
  )
}

// By due time, and what has come to its end after what is still owed.
const ended = (o: Obligation) => Number(o.state !== 'open' && o.state !== 'paused')
const openFirst = (of: Obligation[]) => [...of].sort((a, b) => ended(a) - ended(b))
