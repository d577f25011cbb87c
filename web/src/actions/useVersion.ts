import { useState } from 'react'
import { isProblem, type Problem } from '../api/problem'

/**
 * useVersion is the version that the reader saw. It stays the one of the moment when the form was opened, whatever the page
 * learns meanwhile: the same request sent twice is then the same request, and what others did isn't overwritten unseen. After
 * a 412 `changed` says what the reader missed, and `accept` goes on from there.
 */
export function useVersion(seq: number | undefined, error: unknown) {
  const [opened] = useState(seq)
  const [seen, see] = useState(seq)
  const changed = isProblem(error) && error.status === 412 ? error : undefined
  const accept = () => changed && see(latest(changed, seq))
  return { seen, moved: seen !== opened, changed, accept }
}

/** The last version that the refusal names: nothing later, which the reader wasn't told of. */
export function latest(problem: Problem, seq: number | undefined): number | undefined {
  const told = (problem.body.since ?? []).map((m) => m.seq)
  return told.length > 0 ? Math.max(...told) : seq
}
