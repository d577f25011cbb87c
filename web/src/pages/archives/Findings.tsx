import type { Archive } from '../../api/books'
import { useItems } from '../../parts/items'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  found: ['发现', '發現', 'Found'],
})

const colors = { open: 'orange', corrected: 'green', stopped: 'default' }

/** Findings are what had to be put right, with what has become of each. */
export function Findings({ of: a }: { of: Archive }) {
  const say = useSay()
  const { word } = useWords()
  const name = useItems(a.unit, true)
  return (
    <ul className="rows">
      {a.findings.map((f) => (
        <li key={`${f.item} ${f.found_at}`}>
          <div className="line"><span>{name(f.item)}</span><span style={{ flex: 1 }} /><Tag color={colors[f.state]}>{word('state', f.state)}</Tag></div>
          <div className="muted">
            {say('found')} {wall(f.found_at)} · <Person id={f.found_by} unit={a.unit} />
            {f.settled_at && <> → {word('state', f.state)} {wall(f.settled_at)} · <Person id={f.settled_by} unit={a.unit} /></>}
          </div>
        </li>
      ))}
    </ul>
  )
}
