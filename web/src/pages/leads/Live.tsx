import type { Lead } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  consultant: ['跟进顾问', '跟進顧問', 'Followed by'],
  class: ['类别', '類別', 'Class'],
  cadence: ['跟进节奏', '跟進節奏', 'Cadence'],
  messages: ['连续消息', '連續訊息', 'Messages in a row'],
})

/** Live asks the running workflow where the lead stands, and sets that beside the books. */
export function Live({ of: l }: { of: Lead }) {
  const say = useSay()
  const { word } = useWords()
  const answer = useGet('/leads/{id}/state', { path: { id: l.id } }, { staleTime: 0 })
  return (
    <Beside of={l} answer={answer} titles={{ consultant: say('consultant'), class: say('class'), cadence: say('cadence'), messages: say('messages') }}
      facts={(s) => [
        fact('consultant', l.consultant, s.consultant), fact('class', l.class, s.class), fact('cadence', l.cadence, s.cadence),
        fact('messages', l.messages_in_a_row, s.messages_in_a_row),
      ]}
      shows={{ consultant: (id) => <Person id={id} unit={l.unit} />, class: (c) => word('class', c), cadence: (c) => word('cadence', c) }} />
  )
}
