import type { CustomerVisit } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  visitor: ['拜访人', '拜訪人', 'Visited by'],
  appointed: ['约定时间', '約定時間', 'Agreed for'],
})

/** Live asks the running workflow where the visit stands, and sets that beside the books. */
export function Live({ of: v }: { of: CustomerVisit }) {
  const say = useSay()
  const answer = useGet('/visits/{id}/state', { path: { id: v.id } }, { staleTime: 0 })
  return (
    <Beside of={v} answer={answer} titles={{ visitor: say('visitor'), appointed: say('appointed') }}
      facts={(s) => [fact('visitor', v.visitor, s.visitor), fact('appointed', v.appointed_at, s.appointed_at)]}
      shows={{ visitor: (id) => <Person id={id} unit={v.unit} />, appointed: (at) => wall(at) }} />
  )
}
