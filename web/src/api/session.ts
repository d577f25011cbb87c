import { useSyncExternalStore } from 'react'
import { language } from '../words'
import { Problem, waitOf, type ProblemBody } from './problem'
import type { components } from './schema'

/** Whether the desk knows somebody: `unknown` until the service was asked, `half` while a second factor is wanted, `expired` while a page waits for its owner. */
export type SignedIn = 'unknown' | 'out' | 'half' | 'in' | 'expired'

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

/** What somebody brings who wants to be let in. */
export type Brought = components['schemas']['SignIn']
type Begun = components['schemas']['SignedIn']

async function ask(path: string, more: { token?: string; body?: unknown }): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language() }
  if (more.token) headers.Authorization = `Bearer ${more.token}`
  if (more.body) headers['Content-Type'] = 'application/json'
  const response = await fetch(`/api/v1${path}`, { method: 'POST', headers, body: more.body ? JSON.stringify(more.body) : undefined }).catch(() => {
    throw new Problem(0, {})
  })
  if (response.ok) return response
  throw new Problem(response.status, (await response.json().catch(() => ({}))) as Partial<ProblemBody>, false, waitOf(response))
}

/** The sign-in: what is brought is exchanged for a cookie that scripts can't read, and nothing of it is kept here. */
export const signIn = {
  /** round is the sign-in that what is asked now rests on. */
  round: () => round,

  /** expire is told that a request was refused for want of a session. One that rested on an earlier sign-in says nothing of this one: false. */
  expire(asked: number): boolean {
    if (asked !== round) return false
    become(now === 'in' || now === 'expired' ? 'expired' : 'out')
    return true
  },

  /** half is told that a second factor is wanted first; whole, that it was given. */
  half(asked: number) {
    if (asked === round && now !== 'out') become('half')
  },
  whole: () => begun(),

  /** known is told that the service knows who asks. An answer from before the session ended doesn't bring it back. */
  known() {
    if (now === 'unknown') become('in')
  },

  /** with keeps a token in a session; throws the problem. */
  async with(token: string): Promise<void> {
    await ask('/session', { token })
    begun()
  },

  /** as signs in with a number and a password, and a code where one is needed; throws the problem. */
  async as(brought: Brought): Promise<void> {
    const response = await ask('/session/sign-in', { body: brought })
    const session = (await response.json()) as Begun
    begun()
    if (session.second_factor_wanted) become('half')
  },

  /** set sets the first password with an invitation: nobody is signed in by that. */
  async set(setting: components['schemas']['PasswordSetting']): Promise<void> {
    await ask('/session/password', { body: setting })
  },

  /** back asks whether somebody has signed in again elsewhere in this browser. */
  async back(): Promise<boolean> {
    const answer = await fetch('/api/v1/staff/me').catch(() => undefined)
    if (answer?.ok) begun()
    return answer?.ok === true
  },

  /** out ends the session, and leaves nothing behind in the browser: not even the language that was chosen. */
  async out() {
    await fetch('/api/v1/session/end', { method: 'POST' })
    localStorage.clear()
    sessionStorage.clear()
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
