import type { paths } from '../api/schema'

/** How a field of an action is filled in. */
export type As = 'text' | 'choice' | 'choices' | 'person' | 'people' | 'amount' | 'yes' | 'number' | 'papers' | 'findings' | 'excuses' | 'complaint' | 'clause' | 'code' | 'bearers' | 'moment' | 'day' | 'file' | 'answers' | 'role' | 'unit' | 'department' | 'todo' | 'customer' | 'earlier' | 'month' | 'requests' | 'lines'

export interface Field {
  name: string
  as: As
  need?: boolean
  /** Another name than its own for what it is called. */
  says?: string
  /** What is said below it, by the name of that. */
  help?: string
  /** Asked only where the policy permits this action at all, to anybody. */
  where?: string
  /** Shown only while this holds of what was filled in so far, and of the values that the policy takes. */
  when?: (values: Record<string, unknown>, choices: Record<string, string[]>) => boolean
  /** Shown only once the service refused with this code: what it answers is a way round the refusal. */
  after?: string
}

/** A form: where it is sent, and its fields. `dated` ones may also say that it happened earlier, and why; nobody can take back a `final` one. */
export interface Form {
  path: string
  fields: Field[]
  dated: boolean
  final?: boolean
}

type Posts = { [P in keyof paths]: paths[P] extends { post: { requestBody?: { content: { 'application/json': unknown } } } } ? P : never }[keyof paths]
type Body<P extends Posts> = paths[P] extends { post: { requestBody?: { content: { 'application/json': infer B } } } } ? B : never

/** on names fields of a body of the API's description: another name doesn't compile. */
export function on<P extends Posts>(path: P, ...fields: (Field & { name: keyof Body<P> & string })[]): Form {
  return { path, fields, dated: true }
}

/** undated is a form whose body doesn't say when it happened. */
export const undated = (form: Form): Form => ({ ...form, dated: false })

/** final is a form of what can't be taken back, which it says above its button. */
export const final = (form: Form): Form => ({ ...form, final: true })

type Made<N extends string> = Field & { name: N }
const of = (as: As, need: boolean) => <N extends string>(name: N, more: Partial<Field> = {}): Made<N> => ({ as, need, ...more, name })

export const text = of('text', true)
export const remark = of('text', false)
export const choice = of('choice', true)
export const choices = of('choices', false)
export const person = of('person', true)
export const people = of('people', false)
export const amount = of('amount', true)
export const yes = of('yes', false)
export const number = of('number', true)
export const papers = of('papers', true)
export const findings = of('findings', false)
export const excuses = of('excuses', false)
export const complaint = of('complaint', true)
export const clause = of('clause', true)
export const code = of('code', true)
export const bearers = of('bearers', true)
export const moment = of('moment', true)
export const day = of('day', true)
export const file = of('file', true)
export const answers = of('answers', true)
export const role = of('role', true)
export const unit = of('unit', true)
export const department = of('department', false)
export const todo = of('todo', true)
export const customer = of('customer', false)
export const earlier = of('earlier', true)
export const month = of('month', true)
export const requests = of('requests', true)
export const lines = of('lines', true)
