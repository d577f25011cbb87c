import { useRef, useState } from 'react'
import { queries } from '../api/query'
import { send } from '../api/client'
import { newKey } from '../api/key'
import { isProblem } from '../api/problem'

/** useAttempt sends a body, and the same body again under the same key: what was done already isn't done twice. */
export function useAttempt<T>() {
  const last = useRef<{ said: unknown[]; key: string }>({ said: [], key: '' })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const attempt = async (path: string, body: unknown, seq?: number): Promise<T | undefined> => {
    const said = [path, body instanceof Blob ? body : JSON.stringify(body), seq]
    if (!same(said, last.current.said)) last.current = { said, key: newKey() }
    setBusy(true)
    setError(undefined)
    try {
      const answer = await send<T>(path, body, last.current.key, seq)
      last.current = { said: [], key: '' }
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/words' && queryKey[0] !== '/units' })
      return answer
    } catch (e) {
      setError(e)
      // The page shows something older than what the books have: it looks again.
      if (isProblem(e) && e.status === 412) void queries.invalidateQueries()
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { attempt, busy, error, forget: () => setError(undefined) }
}

const same = (a: unknown[], b: unknown[]) => a.length === b.length && a.every((part, i) => part === b[i])
