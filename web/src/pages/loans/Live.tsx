import type { Loan } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Asker } from './Asker'

const useSay = speech({
  asker: ['申请人', '申請人', 'Asked by'],
  purpose: ['用途', '用途', 'Purpose'],
})

/** Live asks the running workflow where the request stands, and sets that beside the books. */
export function Live({ of: l }: { of: Loan }) {
  const say = useSay()
  const { word } = useWords()
  const answer = useGet('/loans/{id}/state', { path: { id: l.id } }, { staleTime: 0 })
  return (
    <Beside of={l} answer={answer} titles={{ asker: say('asker'), purpose: say('purpose') }}
      facts={(s) => [fact('asker', l.asker, s.asker), fact('purpose', l.purpose, s.purpose)]}
      shows={{ asker: (id) => <Asker of={{ asker: id, unit: l.unit }} />, purpose: (p) => word('purpose', p) }} />
  )
}
