import type { VisitPlan } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { speech } from '../../words'

const useSay = speech({
  person: ['谁的月份', '誰的月份', 'Whose month'],
  lines: ['计划行数', '計劃行數', 'Lines of the plan'],
})

/** Live asks the running workflow where the month stands, and sets that beside the books. */
export function Live({ of: p }: { of: VisitPlan }) {
  const say = useSay()
  const answer = useGet('/visit-plans/{id}/state', { path: { id: p.id } }, { staleTime: 0 })
  return (
    <Beside of={p} answer={answer} titles={{ person: say('person'), lines: say('lines') }}
      facts={(s) => [fact('person', p.person, s.person), fact('lines', p.lines, s.lines)]} shows={{ person: (id) => <Person id={id} unit={p.unit} /> }} />
  )
}
