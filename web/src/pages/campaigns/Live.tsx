import type { Campaign } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { speech } from '../../words'
import { leftOut } from './progress'

const useSay = speech({
  planned: ['应问候', '應問候', 'To be greeted'],
  left: ['未列入', '未列入', 'Left out'],
})

/** Live asks the running workflow how far the customers are gone through, and sets that beside the books. */
export function Live({ of: c }: { of: Campaign }) {
  const say = useSay()
  const answer = useGet('/campaigns/{id}/state', { path: { id: c.id } }, { staleTime: 0 })
  return (
    <Beside of={c} answer={answer} titles={{ planned: say('planned'), left: say('left') }}
      facts={(s) => [fact('planned', c.planned, s.planned), fact('left', leftOut(c.left_out).all, leftOut(s.left_out).all)]} />
  )
}
