/** The company's table of words, as the service gives it. */
export interface Vocabulary {
  words: Record<string, string>
  roles: Record<string, string>
}

/** wordOf looks a key up under its group first, then alone; what the table lacks is shown as it stands, readable. */
export function wordOf(known: Vocabulary | undefined, group: string, key: string | undefined): string {
  return key ? (known?.words[`${group}.${key}`] ?? known?.words[key] ?? plain(key)) : ''
}

/** roleOf is what a role is called; parts in a case, such as the handler, are words. */
export function roleOf(known: Vocabulary | undefined, key: string | undefined): string {
  return key ? (known?.roles[key] ?? known?.words[key] ?? plain(key)) : ''
}

const plain = (key: string) => key.replaceAll('_', ' ')
