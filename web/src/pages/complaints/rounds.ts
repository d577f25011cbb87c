import type { Complaint } from '../../api/books'

export type Said = Complaint['texts'][number]

/** Names of files are shown where the files are. */
const elsewhere = new Set(['file_name'])

/** byRound puts what was said under the round in which it was, the first round first. */
export function byRound(texts: Said[]): { round: number; said: Said[] }[] {
  const rounds = new Map<number, Said[]>()
  for (const s of texts) {
    if (lines(s).length === 0) continue
    rounds.set(s.round, [...(rounds.get(s.round) ?? []), s])
  }
  return [...rounds].sort(([a], [b]) => a - b).map(([round, said]) => ({ round, said }))
}

/** lines are the texts of one event by field; one that says nothing is left out. */
export const lines = (s: Said) => Object.entries(s.text).filter(([field, text]) => !elsewhere.has(field) && text.trim() !== '')
