/** rate takes a rate such as 3/10 apart: so many of so many. */
export function rate(text: string | undefined): [parts: string, whole: string] {
  const [parts = '', whole = ''] = (text ?? '').split('/')
  return [parts, whole]
}

/** period takes the name of a period apart: unit, event and month. */
export function period(id: string | undefined): { event: string; month: string } {
  const [, event = '', month = ''] = (id ?? '').split('/')
  return { event, month }
}
