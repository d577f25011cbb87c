import { Button } from 'antd'
import { useState } from 'react'
import type { components } from '../../api/schema'
import { Listing } from '../../parts/Listing'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { Actor } from './Actor'
import { EventDrawer } from './EventDrawer'
import { Filters } from './Filters'
import { brief, kindParts } from './kinds'
import { useActs, useSay, useThings, type Act } from './words'

export type AuditEvent = components['schemas']['AuditEvent']

/** Events are who did and who saw what, the latest first. */
export function Events() {
  const say = useSay()
  const act = useActs()
  const [shown, show] = useState<AuditEvent>()
  const result = (e: AuditEvent) => <Tag color={e.result === 'done' ? 'green' : 'red'}>{say(e.result)}</Tag>
  const open = (e: AuditEvent) => <Button size="small" aria-label={say('detailsOf', { n: e.seq })} onClick={(click) => { click.stopPropagation(); show(e) }}>{say('details')}</Button>
  return (
    <>
      <Listing
        path="/audit/events" label={say('events')} params={['actor', 'action', 'object', 'from', 'before']} filters={<Filters />} exported={false} empty={say('empty')}
        rowKey={(e) => String(e.seq)} open={show}
        card={(e) => (
          <div className="stack">
            <div className="ends"><strong>{act(e.action as Act)}</strong>{result(e)}</div>
            <div><Actor of={e} /> · <Thing of={e} /></div>
            <div className="ends"><span className="muted">{wall(e.at, true)}</span>{open(e)}</div>
          </div>
        )}
        columns={[
          { key: 'at', title: say('at'), width: 160, render: (e) => wall(e.at, true) },
          { key: 'who', title: say('who'), render: (e) => <Actor of={e} /> },
          { key: 'what', title: say('what'), render: (e) => act(e.action as Act) },
          { key: 'object', title: say('object'), render: (e) => <Thing of={e} /> },
          { key: 'result', title: say('result'), render: result },
          { key: 'open', title: <span className="muted">{say('details')}</span>, render: open },
        ]}
      />
      <EventDrawer of={shown} onClose={() => show(undefined)} />
    </>
  )
}

/** Thing is what it was done to. */
export function Thing({ of: e }: { of: AuditEvent }) {
  const say = useThings()
  const [thing, field] = kindParts(e.kind)
  return <span>{say(thing as 'customer')}{field && ` · ${say(field as 'phone')}`} {e.object && <code className="clause">{brief(e.object)}</code>}</span>
}
