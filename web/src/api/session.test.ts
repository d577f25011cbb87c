import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

// The service as a browser would meet it: each request waits until the test answers it.
const asked: { path: string; answer: (status: number, code?: string) => void }[] = []

function answered(path: string): (status: number, code?: string) => Promise<void> {
  const at = asked.findIndex((a) => a.path.endsWith(path))
  const [request] = asked.splice(at, 1)
  return async (status, code) => {
    request!.answer(status, code)
    await new Promise((done) => setTimeout(done))
  }
}

async function desk() {
  vi.resetModules()
  vi.stubGlobal('document', { documentElement: {} })
  const cleared = vi.fn()
  vi.stubGlobal('localStorage', { getItem: () => 'en', clear: cleared })
  vi.stubGlobal('sessionStorage', { clear: cleared })
  vi.stubGlobal('Request', class extends Request {
    constructor(path: string, init?: RequestInit) {
      super(new URL(path, 'http://desk'), init)
    }
  })
  vi.stubGlobal('fetch', (input: Request | string) => new Promise<Response>((done) => {
    const path = typeof input === 'string' ? input : new URL(input.url).pathname
    asked.push({ path, answer: (status, code = 'unauthenticated') => done(status === 204 ? new Response(null, { status }) : Response.json({ code }, { status })) })
  }))
  const [{ signIn, signedIn }, { api, send }, { isProblem }] = await Promise.all([import('./session'), import('./client'), import('./problem')])
  const late = (e: unknown) => isProblem(e) && e.late
  return { cleared, signIn, signedIn, send, late, read: () => api.GET('/staff/me').then(() => undefined, late), tick: () => new Promise((done) => setTimeout(done)) }
}

describe('a session that ended', () => {
  beforeEach(() => {
    asked.length = 0
  })
  afterEach(() => vi.unstubAllGlobals())

  it('is told by the first refusal, and the next sign-in takes its place', async () => {
    const { signIn, signedIn, read, tick } = await desk()
    signIn.known()
    void read()
    await tick()
    await answered('/staff/me')(401)
    expect(signedIn()).toBe('expired')
    const again = signIn.with('token')
    await answered('/session')(204)
    await again
    expect(signedIn()).toBe('in')
  })

  it('isn’t told again by what was asked before the next sign-in and is refused after it', async () => {
    const { signIn, signedIn, read, send, late, tick } = await desk()
    signIn.known()
    void read()
    const sending = send('/cases/1/notes', {}, 'key').then(() => undefined, late)
    const reading = read()
    await tick()
    await answered('/staff/me')(401)
    const again = signIn.with('token')
    await answered('/session')(204)
    await again
    await answered('/staff/me')(401)
    await answered('/cases/1/notes')(401)
    expect(await Promise.all([reading, sending])).toEqual([true, true])
    expect(signedIn()).toBe('in')
  })

  it('leaves nothing in the browser', async () => {
    const { signIn, signedIn, cleared } = await desk()
    signIn.known()
    const out = signIn.out()
    await answered('/session/end')(204)
    await out
    expect(cleared).toHaveBeenCalledTimes(2)
    expect(signedIn()).toBe('out')
  })

  it('isn’t told by a wrong password or a missing code', async () => {
    const { signIn, signedIn } = await desk()
    signIn.known()
    const trying = signIn.as({ code: '1', password: 'x' }).then(() => undefined, (e: Error) => e.message)
    await answered('/sign-in')(401, 'second_factor_needed')
    expect([await trying, signedIn()]).toEqual(['second_factor_needed', 'in'])
  })
})
