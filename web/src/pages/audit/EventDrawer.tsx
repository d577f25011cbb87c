import { Button, Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useFilters } from '../../parts/Listing'
import { wall } from '../../parts/time'
import { useWords } from '../../words/house'
import { Actor } from './Actor'
import { Thing, type AuditEvent } from './Events'
import { useActs, useSay, type Act } from './words'

/** EventDrawer shows all of an audited event, and leads to the others of the same person or object. */
export function EventDrawer({ of, onClose }: { of: AuditEvent | undefined; onClose: () => void }) {
  const act = useActs()
  return <Drawer open={of !== undefined} onClose={onClose} title={of && act(of.action as Act)} size={520} destroyOnHidden>{of && <Details of={of} onClose={onClose} />}</Drawer>
}

function Details({ of: e, onClose }: { of: AuditEvent; onClose: () => void }) {
  const say = useSay()
  const { role } = useWords()
  const [, set] = useFilters()
  const only = (changes: Record<string, string>) => {
    set({ actor: undefined, action: undefined, object: undefined, from: undefined, before: undefined, ...changes })
    onClose()
  }
  const key = (text: string | undefined) => text && <code className="key">{text}</code>
  const rows: [string, ReactNode][] = [
    [say('place'), e.seq], [say('at'), wall(e.at, true)], [say('who'), <Actor of={e} whole />], [say('roles'), e.roles.split(',').filter(Boolean).map((r) => role(r.trim())).join(' / ')],
    [say('object'), <Thing of={e} />], [say('objectId'), key(e.object)], [say('unit'), key(e.unit)], [say('result'), say(e.result)], [say('code'), key(e.code)],
    [say('reason'), e.reason && <p className="said">{e.reason}</p>], [say('source'), key(e.source)], [say('request'), key(e.request)],
    [say('before'), key(e.before)], [say('after'), key(e.after)], [say('hash'), key(e.hash)],
  ]
  return (
    <div className="stack">
      <dl className="audit-detail">{rows.filter(([, value]) => value !== undefined && value !== '').map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <div className="line">
        <Button onClick={() => only({ actor: e.actor })}>{say('byActor')}</Button>
        {e.object && <Button onClick={() => only({ object: e.object! })}>{say('byObject')}</Button>}
      </div>
    </div>
  )
}
