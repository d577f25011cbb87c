import { useGet } from '../api/query'
import { PersonSelect } from '../parts/People'
import { useTerms } from '../parts/useTerms'
import { useWords } from '../words/house'
import type { About } from './FieldInput'

interface Props {
  value?: (string | undefined)[]
  onChange?: (value: (string | undefined)[]) => void
  about: About
}

/** BearersField names one person for each role that bears goods which left without a release, in the order of the policy. */
export function BearersField({ value = [], onChange, about }: Props) {
  const { role } = useWords()
  const { data } = useGet('/credits/{id}', { path: { id: about.caseId ?? '' } }, { enabled: Boolean(about.caseId) })
  const roles = useTerms(data).roles('bearers')
  return (
    <div className="stack">
      {roles.map((r, i) => (
        <div key={r}>
          <div aria-hidden>{role(r)}</div>
          <PersonSelect unit={about.unit} label={role(r)} value={value[i]} onChange={(person) => onChange?.(roles.map((_, n) => (n === i ? person : value[n])))} />
        </div>
      ))}
    </div>
  )
}
