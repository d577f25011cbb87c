/** kindParts cuts the kind of an object into the thing and its field: customer.phone. */
export function kindParts(kind: string): [thing: string, field: string | undefined] {
  const at = kind.indexOf('.')
  return at < 0 ? [kind, undefined] : [kind.slice(0, at), kind.slice(at + 1)]
}

/** brief is the end of an id: two made in the same moment begin alike. */
export const brief = (id: string) => (id.length > 12 ? `…${id.slice(-8)}` : id)
