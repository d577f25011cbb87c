import { useSyncExternalStore } from 'react'
import { language } from '../words'

/** Whether the desk knows somebody: `unknown` until the service was asked, `expired` while a page waits for its owner. */
export type SignedIn = 'unknown' | 'out' | 'in' | 'expired'

let now: SignedIn = 'unknown'
let round = 0 // how often somebody has signed in here
const listeners = new Set<() => void>()

function become(next: SignedIn) {
  if (now === next) return
  now = next
  listeners.forEach((listener) => listener())
}

function begun() {
  round++
  become('in')
}

/** The sign-in: a token is exchanged for a cookie that scripts can't read, and nothing of it is kept here. */
export const signIn = {
  /** round is the sign-in that what is asked now rests on. */
  round: () => round,

  /** expire is told that a request was refused for want of a session. One that rested on an earlier sign-in says nothing of this one: false. */
  expire(asked: number): boolean {
    if (asked !== round) return false
    become(now === 'in' || now === 'expired' ? 'expired' : 'out')
    return true
  },

  /** known is told that the service knows who asks. An answer from before the session ended doesn't bring it back. */
  known() {
    if (now === 'unknown') become('in')
  },

  /** Answers whether the token names somebody; throws when the service can't be reached. */
  async with(token: string): Promise<boolean> {
    const headers = { Authorization: `Bearer ${token}`, 'Accept-Language': language() }
    const response = await fetch('/api/v1/session', { method: 'POST', headers })
    if (response.ok) begun()
    else if (response.status !== 401) throw new Error(String(response.status))
    return response.ok
  },

  async out() {
    await fetch('/api/v1/session/end', { method: 'POST' })
    become('out')
  },
}

export const signedIn = () => now

export function useSignedIn(): SignedIn {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    signedIn,
  )
}
