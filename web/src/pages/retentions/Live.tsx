import type { Retention } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { speech } from '../../words'

const useSay = speech({ keeper: ['保管人', '保管人', 'Kept by'] })

/** Live asks the running workflow where the record stands, and sets that beside the books. */
export function Live({ of: r }: { of: Retention }) {
  const say = useSay()
  const answer = useGet('/retentions/{id}/state', { path: { id: r.id } }, { staleTime: 0 })
  return (
    <Beside of={r} answer={answer} titles={{ keeper: say('keeper') }}
      facts={(s) => [fact('keeper', r.keeper, s.keeper)]} shows={{ keeper: (id) => <Person id={id} unit={r.unit} /> }} />
  )
}
