import { useEffect } from 'react'
import { base } from './client'
import { queries } from './query'

/** A change of a case, as the change stream tells it. */
export interface Change {
  id: string
  kind: string
  unit: string
  seq: number
  status: string
}

// What comes in bursts is looked up once.
const gather = 400

// Lists and figures, which any change may concern.
const lists = new Set([
  '/obligations', '/complaints', '/archives', '/entries', '/notices', '/figures', '/marks/late',
])

/** useLive listens to the change stream while somebody is signed in; the browser resumes it where it broke off. */
export function useLive(on: boolean) {
  useEffect(() => {
    if (!on) return
    const changed = new Set<string>()
    let timer = 0
    const source = new EventSource(`${base}/changes`)
    const look = () => {
      timer = 0
      const ids = new Set(changed)
      changed.clear()
      void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, ids) })
    }
    source.addEventListener('case', (e) => {
      changed.add((JSON.parse((e as MessageEvent<string>).data) as Change).id)
      timer ||= window.setTimeout(look, gather)
    })
    source.addEventListener('reset', () => void queries.invalidateQueries())
    return () => {
      window.clearTimeout(timer)
      source.close()
    }
  }, [on])
}

function concerns(key: readonly unknown[], ids: Set<string>): boolean {
  if (lists.has(String(key[0]))) return true
  const ask = JSON.stringify(key[1] ?? null)
  return [...ids].some((id) => ask.includes(id)) || String(key[0]).startsWith('/obligations/') || String(key[0]).startsWith('/entries/')
}
