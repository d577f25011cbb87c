import type { CustomerVisit } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { speech } from '../../words'

const useSay = speech({
  before: ['拜访前（须全部完成）', '拜訪前（須全部完成）', 'Before the visit: all of it'],
  during: ['拜访中（视情况）', '拜訪中（視情況）', 'During the visit: as far as it is called for'],
})

/** Checklist is what the policy has done before a visit, and thought of during one. */
export function Checklist({ of }: { of: CustomerVisit['checklist'] }) {
  const say = useSay()
  return (
    <div className="stack">
      {(['before', 'during'] as const).filter((part) => of[part].length > 0).map((part) => (
        <section key={part}>
          <h3 className="card-title">{say(part)}</h3>
          <ul className="script">{of[part].map((step) => <li key={step.id}>{step.title} <Clause id={step.clause} /></li>)}</ul>
        </section>
      ))}
    </div>
  )
}
