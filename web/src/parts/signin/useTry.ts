import { useState } from 'react'

/** useTry runs what the service may refuse, and keeps the refusal. */
export function useTry() {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const run = async <T>(step: () => Promise<T>): Promise<{ value: T } | undefined> => {
    setBusy(true)
    setError(undefined)
    try {
      return { value: await step() }
    } catch (e) {
      setError(e)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, error, forget: () => setError(undefined) }
}
