import { useMe } from '../../api/books'
import { useWords } from '../../words/house'
import type { AuditEvent } from './Events'
import { brief } from './kinds'
import { useSay } from './words'

const known = { command_line: 'command_line', worker: 'worker', nobody: 'nobody' } as const

/** Actor is whoever did it: auditors see no list of staff, so it is the end of an id, with the roles held then. */
export function Actor({ of: e, whole }: { of: AuditEvent; whole?: boolean }) {
  const say = useSay()
  const { role } = useWords()
  const me = useMe().data
  if (e.actor in known) return <span>{say(known[e.actor as keyof typeof known])}</span>
  if (e.actor === me?.id) return <span>{say('me')} · {me.name}</span>
  const roles = e.roles.split(',').filter(Boolean).map((r) => role(r.trim())).join(' / ')
  return <span>{!whole && roles && `${roles} `}<code className={whole ? 'key' : 'clause'}>{whole ? e.actor : brief(e.actor)}</code></span>
}
