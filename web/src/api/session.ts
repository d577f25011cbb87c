import { useSyncExternalStore } from 'react'
import { language } from '../words'

/** Whether the desk knows somebody: `unknown` until the service was asked, `expired` while a page waits for its owner. */
export type SignedIn = 'unknown' | 'out' | 'in' | 'expired'

let now: SignedIn = 'unknown'
const listeners = new Set<() => void>()

function become(next: SignedIn) {
  if (now === next) return
  now = next
  listeners.forEach((listener) => listener())
}

/** The sign-in: a token is exchanged for a cookie that scripts can't read, and nothing of it is kept here. */
export const signIn = {
  expire: () => become(now === 'in' || now === 'expired' ? 'expired' : 'out'),
  known: () => become('in'),

  /** Answers whether the token names somebody; throws when the service can't be reached. */
  async with(token: string): Promise<boolean> {
    const headers = { Authorization: `Bearer ${token}`, 'Accept-Language': language() }
    const response = await fetch('/api/v1/session', { method: 'POST', headers })
    if (response.ok) become('in')
    else if (response.status !== 401) throw new Error(String(response.status))
    return response.ok
  },

  async out() {
    await fetch('/api/v1/session/end', { method: 'POST' })
    become('out')
  },
}

export function useSignedIn(): SignedIn {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => now,
  )
}
