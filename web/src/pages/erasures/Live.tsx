import type { Erasure } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { speech } from '../../words'

const useSay = speech({ recipient: ['受理人', '受理人', 'Taken by'] })

/** Live asks the running workflow where the request stands, and sets that beside the books. */
export function Live({ of: e }: { of: Erasure }) {
  const say = useSay()
  const answer = useGet('/erasures/{id}/state', { path: { id: e.id } }, { staleTime: 0 })
  return (
    <Beside of={e} answer={answer} titles={{ recipient: say('recipient') }}
      facts={(s) => [fact('recipient', e.recipient, s.recipient)]} shows={{ recipient: (id) => <Person id={id} unit={e.unit} /> }} />
  )
}
