import type { Archive } from '../../api/books'
import { useGet } from '../../api/query'
import { fact } from '../../parts/facts'
import { useItems } from '../../parts/items'
import { Live as Beside } from '../../parts/Live'
import { Person } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  consultant: ['移交顾问', '移交顧問', 'Consultant'],
  papers: ['资料', '資料', 'Documents'],
  findings: ['待整改', '待整改', 'To put right'],
})

/** Live asks the running workflow where the file stands, and sets that beside the books. */
export function Live({ of: a }: { of: Archive }) {
  const say = useSay()
  const { word } = useWords()
  const name = useItems(a.unit, true)
  const answer = useGet('/archives/{id}/state', { path: { id: a.id } }, { staleTime: 0 })
  const papers = (of: Archive['papers'] | { code: string; state: string }[]) => of.map((p) => `${p.code} ${p.state}`)
  const paper = (text: string) => { const [code, state] = text.split(' '); return `${name(code!)} · ${word('state', state)}` }
  return (
    <Beside of={a} answer={answer} titles={{ consultant: say('consultant'), papers: say('papers'), findings: say('findings') }}
      facts={(s) => [
        fact('consultant', a.consultant, s.consultant), fact('papers', papers(a.papers), papers(s.papers)),
        fact('findings', a.findings.filter((f) => f.state === 'open').map((f) => f.item), s.findings),
      ]}
      shows={{ consultant: (id) => <Person id={id} unit={a.unit} />, papers: paper, findings: name }} />
  )
}
