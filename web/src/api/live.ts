import { useEffect } from 'react'
import { base } from './client'
import { queries } from './query'
import { signIn } from './session'

/** A change of a case, as the change stream tells it. */
export interface Change {
  id: string
  kind: string
  unit: string
  seq: number
  status: string
}

const gather = 400 // ms: what comes in bursts is looked up once
const pause = 5000 // ms before a stream that was refused is asked for again

// Lists and figures, which any change may concern.
const lists = new Set([
  '/obligations', '/complaints', '/archives', '/credits', '/entries', '/notices', '/figures', '/marks/late', '/return-visits', '/return-visits/figures', '/leads', '/loans', '/retentions', '/erasures', '/campaigns', '/schedules', '/visits', '/visit-plans',
])

/**
 * useLive listens to the change stream while somebody is signed in and looks at the desk. The browser resumes a stream that
 * broke off; after one that ended for good, or a time in the background, everything on the page is read again.
 */
export function useLive(on: boolean) {
  useEffect(() => {
    if (!on) return
    let stop = () => {}
    const look = () => {
      stop()
      stop = document.hidden ? () => {} : listen()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      stop()
    }
  }, [on])
}

/** listen opens a stream, and another when that one has ended; what it gives stops it. */
function listen(): () => void {
  const changed = new Set<string>()
  let looking = 0
  let waiting = 0
  let stopped = false
  const source = new EventSource(`${base}/changes`)
  let stop = () => {
    stopped = true
    source.close()
  }
  source.addEventListener('open', () => void queries.invalidateQueries({ refetchType: 'active', predicate: ({ state }) => Date.now() - state.dataUpdatedAt > gather }))
  source.addEventListener('case', (e) => {
    changed.add((JSON.parse((e as MessageEvent<string>).data) as Change).id)
    looking ||= window.setTimeout(() => {
      looking = 0
      const ids = [...changed]
      changed.clear()
      void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, ids) })
    }, gather)
  })
  source.addEventListener('reset', () => void queries.invalidateQueries())
  source.addEventListener('error', () => {
    if (source.readyState !== EventSource.CLOSED) return
    void stillIn().then((known) => {
      if (known && !stopped) waiting = window.setTimeout(() => (stop = listen()), pause)
    })
  })
  return () => {
    window.clearTimeout(looking)
    window.clearTimeout(waiting)
    stop()
  }
}

/** stillIn asks whether the sign-in still counts: a stream says only that it was refused. */
async function stillIn(): Promise<boolean> {
  const round = signIn.round()
  const answer = await fetch(`${base}/staff/me`).catch(() => undefined)
  return !(answer?.status === 401 && signIn.expire(round))
}

/** concerns says whether what was asked under a key may read otherwise after changes of these cases. */
export function concerns(key: readonly unknown[], ids: string[]): boolean {
  const path = String(key[0])
  if (lists.has(path) || path.startsWith('/obligations/') || path.startsWith('/entries/')) return true
  const ask = JSON.stringify(key[1] ?? null)
  return ids.some((id) => ask.includes(id))
}
