// The address of a page says what its list shows: these functions read it and write it.

const yesOrNo = new Set(['true', 'false'])
const value = (text: string) => (yesOrNo.has(text) ? text === 'true' : text)

/** picked are the query parameters of those names that the address carries, as a request takes them. */
export function picked(search: URLSearchParams, names: string[]): Record<string, string | boolean> {
  return Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, value(search.get(name)!)]] : [])))
}

/** changed is the address with some parameters set, or left out; it stands at the first page of the list. */
export function changed(before: URLSearchParams, changes: Record<string, string | undefined>): URLSearchParams {
  const next = new URLSearchParams(before)
  next.delete('cursor')
  for (const [name, text] of Object.entries(changes)) {
    if (text) next.set(name, text)
    else next.delete(name)
  }
  return next
}

/** address is a path with its query; what is undefined or empty is left out. */
export function address(path: string, query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, v]) => v !== undefined && v !== '').map(([k, v]): [string, string] => [k, String(v)])
  return given.length > 0 ? `${path}?${new URLSearchParams(given).toString()}` : path
}
