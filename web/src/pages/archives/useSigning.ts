import { newKey } from '../../api/key'
import { useRef, useState } from 'react'
import type { ArchiveItem } from '../../api/books'
import { send } from '../../api/client'
import { isProblem, type Problem } from '../../api/problem'
import { asking, queries } from '../../api/query'
import type { components } from '../../api/schema'
import { allPresent, pieces, type Outcome, type Side } from './signing'

type Received = components['schemas']['HandoverDone']

const atOnce = 100

/** useSigning signs one side of the register under many files, and tells of each. What is tried again keeps its key. */
export function useSigning() {
  const [outcomes, setOutcomes] = useState<Outcome[]>([])
  const [busy, setBusy] = useState(false)
  const keys = useRef(new Map<string, string>())
  const keyOf = (what: string) => {
    const key = keys.current.get(what) ?? newKey()
    keys.current.set(what, key)
    return key
  }
  const become = (files: ArchiveItem[], next: (file: ArchiveItem) => Omit<Outcome, 'file'>) => {
    const now = new Map(files.map((f) => [f.id, { file: f, ...next(f) }]))
    setOutcomes((all) => all.map((o) => now.get(o.file.id) ?? o))
  }
  // A part of the work; false when it isn't worth going on.
  const step = async (files: ArchiveItem[], work: () => Promise<(file: ArchiveItem) => Omit<Outcome, 'file'>>) => {
    become(files, () => ({ state: 'busy' }))
    try {
      become(files, await work())
      return true
    } catch (e) {
      if (!isProblem(e)) throw e
      become(files, () => ({ state: hopeful(e) ? 'undone' : 'refused', problem: e.body }))
      return !hopeful(e)
    }
  }
  const handOver = (file: ArchiveItem) => step([file], async () => {
    const list = await queries.fetchQuery(asking('/archives/checklist', { query: { unit: file.unit, file: file.file as 'new_car' } }))
    await send(`/archives/${file.id}/send`, { papers: allPresent(list) }, keyOf(file.id))
    return () => ({ state: 'done' })
  })
  const receive = (files: ArchiveItem[]) => step(files, async () => {
    const cases = files.map((f) => f.id)
    const { files: answers } = await send<Received>('/archives/receive', { cases }, keyOf(cases.join()))
    const of = new Map(answers.map((a) => [a.case, a.problem]))
    return (f) => (of.get(f.id) ? { state: 'refused', problem: of.get(f.id) } : { state: 'done' })
  })
  const run = async (side: Side, files: ArchiveItem[]) => {
    setBusy(true)
    setOutcomes((all) => (all.length > 0 ? all : files.map((file) => ({ file, state: 'waiting' }))))
    try {
      for (const part of pieces(files, side === 'send' ? 1 : atOnce)) {
        if (!(await (side === 'send' ? handOver(part[0]!) : receive(part)))) break
      }
    } finally {
      setBusy(false)
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/words' && queryKey[0] !== '/units' })
    }
  }
  const forget = () => {
    keys.current.clear()
    setOutcomes([])
  }
  return { outcomes, busy, run, forget }
}

// Who isn't signed in any more, or gets no answer, goes on later where this stopped.
const hopeful = (e: Problem) => e.again || e.status === 401
