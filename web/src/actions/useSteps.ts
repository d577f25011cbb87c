import { useGet } from '../api/query'
import type { About } from './FieldInput'
import type { Field } from './fields'

/** useSteps says what the steps of a visit's checklist are called; nothing of values that are none. */
export function useSteps(about: About, field: Field): (id: string) => string | undefined {
  const asked = about.kind === 'visit' && field.name === 'done' && Boolean(about.caseId)
  const { data } = useGet('/visits/{id}', { path: { id: about.caseId ?? '' } }, { enabled: asked })
  if (!asked || !data) return () => undefined
  const titles = new Map([...data.checklist.before, ...data.checklist.during].map((step) => [step.id, step.title]))
  return (id) => titles.get(id)
}
