import type { Credit } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { speech } from '../../words'

const useSay = speech({
  seller: ['销售人员', '銷售人員', 'Salesperson'],
  grade: ['等级', '等級', 'Grade'],
  waiting: ['待处理的申请', '待處理的申請', 'Requests that wait'],
})

/** Live asks the running workflow where the account stands, and sets that beside the books. */
export function Live({ of: c }: { of: Credit }) {
  const say = useSay()
  const answer = useGet('/credits/{id}/state', { path: { id: c.id } }, { staleTime: 0 })
  return (
    <Beside of={c} answer={answer} titles={{ seller: say('seller'), grade: say('grade'), waiting: say('waiting') }}
      facts={(s) => [
        fact('seller', c.seller, s.seller), fact('grade', c.grade, s.grade), fact('waiting', c.waiting, s.waiting.filter((w) => !w.review).length),
      ]}
      shows={{ seller: (id) => <Person id={id} unit={c.unit} /> }} />
  )
}
