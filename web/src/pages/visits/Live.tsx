import type { Visit } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  visitor: ['回访人', '回訪人', 'Visitor'],
  visit: ['第几次回访', '第幾次回訪', 'Number of the visit'],
  held: ['已回访次数', '已回訪次數', 'Visits made'],
  appointed: ['约定时间', '約定時間', 'Appointed for'],
  issues: ['未解决的问题', '未解決的問題', 'Open issues'],
})

/** Live asks the running workflow where the visit stands, and sets that beside the books. */
export function Live({ of: v }: { of: Visit }) {
  const say = useSay()
  const answer = useGet('/return-visits/{id}/state', { path: { id: v.id } }, { staleTime: 0 })
  return (
    <Beside of={v} answer={answer}
      titles={{ visitor: say('visitor'), visit: say('visit'), held: say('held'), appointed: say('appointed'), issues: say('issues') }}
      facts={(s) => [
        fact('visitor', v.visitor, s.visitor), fact('visit', v.visit, s.visit), fact('held', v.held, s.held),
        fact('appointed', v.appointed_at, s.appointed_at), fact('issues', v.issues - v.settled, s.issues.length),
      ]}
      shows={{ visitor: (id) => <Person id={id} unit={v.unit} />, appointed: (at) => wall(at) }} />
  )
}
