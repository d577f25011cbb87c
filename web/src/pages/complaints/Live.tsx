import type { Complaint } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { speech } from '../../words'

const useSay = speech({
  handler: ['处理人', '處理人', 'Handler'],
  round: ['轮次', '輪次', 'Round'],
})

/** Live asks the running workflow where the complaint stands, and sets that beside the books. */
export function Live({ of: c }: { of: Complaint }) {
  const say = useSay()
  const answer = useGet('/complaints/{id}/state', { path: { id: c.id } }, { staleTime: 0 })
  return (
    <Beside of={c} answer={answer} titles={{ handler: say('handler'), round: say('round') }}
      facts={(s) => [fact('handler', c.handler, s.handler), fact('round', c.round, s.round)]}
      shows={{ handler: (id) => <Person id={id} unit={c.unit} /> }} />
  )
}
