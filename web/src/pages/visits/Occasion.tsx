import type { VisitItem } from '../../api/books'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  cycle: ['{{name}} · 第 {{n}} 次', '{{name}} · 第 {{n}} 次', '{{name}} · visit {{n}}'],
})

export type Occasioned = Pick<VisitItem, 'event' | 'cycle' | 'severity' | 'class' | 'visit'>

/** useOccasion says after what a customer is visited, or in which standing cycle and for the how-manieth time. */
export function useOccasion() {
  const say = useSay()
  const { word } = useWords()
  return (v: Occasioned): [name: string, grade: string] => [
    v.cycle ? say('cycle', { name: word('cycle', v.cycle), n: v.visit }) : word('event', v.event),
    v.severity ? word('severity', v.severity) : word('class', v.class),
  ]
}

/** Occasion is that as it stands in a list. */
export function Occasion({ of }: { of: Occasioned }) {
  const [name, grade] = useOccasion()(of)
  return <span>{name}{grade && <span className="muted"> · {grade}</span>}</span>
}
