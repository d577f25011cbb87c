import createClient, { type Middleware } from 'openapi-fetch'
import { language } from '../words'
import { signIn } from './session'
import { Problem, waitOf, type ProblemBody } from './problem'
import type { paths } from './schema'

export const base = '/api/v1'

// On which sign-in a request rests: an answer may come after the next one.
const rounds = new WeakMap<Request, number>()

/** Headers and errors are the same for every request; who one is stands in a cookie that no script can read. */
const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language())
    rounds.set(request, signIn.round())
    return request
  },
  async onResponse({ request, response }) {
    if (!response.ok) throw await problemOf(response, rounds.get(request) ?? signIn.round())
  },
  onError({ error }) {
    return error instanceof Problem ? error : new Problem(0, {})
  },
}

export const api = createClient<paths>({ baseUrl: base })
api.use(manners)

/** unknown says whether a request was refused since nobody is known, not since a password or a code was wrong. */
export const unknown = (status: number, body: Partial<ProblemBody>) => status === 401 && (body.code ?? 'unauthenticated') === 'unauthenticated'

async function problemOf(response: Response, round: number): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody>
  if (body.code === 'second_factor_required') signIn.half(round)
  return new Problem(response.status, body, unknown(response.status, body) && !signIn.expire(round), waitOf(response))
}

/** send posts a body to an address that is only known when it is sent, such as an action on a case. */
export async function send<T>(path: string, body: unknown, key: string, seq?: number): Promise<T> {
  const file = body instanceof Blob
  const headers: Record<string, string> = { 'Accept-Language': language(), 'Idempotency-Key': key }
  headers['Content-Type'] = file ? body.type || 'application/octet-stream' : 'application/json'
  if (seq !== undefined) headers['If-Match'] = `"${seq}"`
  if (body instanceof File) headers['X-File-Name'] = encodeURIComponent(body.name)
  const round = signIn.round()
  let response: Response
  try {
    response = await fetch(base + path, { method: 'POST', headers, body: file ? body : JSON.stringify(body) })
  } catch {
    throw new Problem(0, {})
  }
  if (!response.ok) throw await problemOf(response, round)
  return (response.status === 204 ? undefined : await response.json()) as T
}

/** fill puts ids into a path of the description. */
export function fill(path: string, ids: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ''))
}
