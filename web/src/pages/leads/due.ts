import type { Obligation } from '../../api/books'

type Owed = Pick<Obligation, 'duty' | 'action' | 'state' | 'due_at'>

/** nextContact is the contact, message or call that is due first; getting on (`progress`) is owed beside them, and isn't one. */
export function nextContact<T extends Owed>(owed: T[]): T | undefined {
  const contacts = owed.filter((o) => o.action === 'contact' && o.duty !== 'progress' && (o.state === 'open' || o.state === 'paused'))
  return contacts.reduce<T | undefined>((first, o) => (first && Date.parse(first.due_at) <= Date.parse(o.due_at) ? first : o), undefined)
}
