import type { components } from '../../api/schema'

type Schemas = components['schemas']

/** An answer beside what was asked. */
export interface Shown {
  question: string
  /** What was asked; the question's id where the script doesn't have it any more. */
  title: string
  value: string
  kind: Schemas['AskedQuestion']['kind'] | undefined
  /** What a choice is called, or of what scale a mark is. */
  text: string | undefined
  /** No satisfied customer gives this mark. */
  low: boolean
}

/** answered puts the answers of a talk beside what was asked, in the order of the script. */
export function answered(given: Schemas['Answered'][], script: Schemas['VisitScript'] | undefined): Shown[] {
  const questions = script?.questions ?? []
  const place = (id: string) => questions.findIndex((q) => q.id === id)
  return [...given].sort((a, b) => place(a.question) - place(b.question)).map(({ question, value }) => {
    const q = questions[place(question)]
    const text = q?.kind === 'choice' ? q.choices?.find((c) => c.id === value)?.title : q?.kind === 'score' ? `${value} / ${q.values.at(-1)}` : undefined
    return { question, title: q?.title ?? question, value, kind: q?.kind, text, low: q?.low?.includes(value) ?? false }
  })
}

/** unanswered are the questions that still need an answer. */
export const unanswered = (questions: Schemas['AskedQuestion'][], given: Record<string, string>) => questions.filter((q) => !q.optional && !given[q.id])
