/** itemText says one thing of a file, such as checklist/user_signature: the document, and what is wrong with it. */
export function itemText(item: string, titles: Map<string, string>, word: (group: string, key: string) => string): string {
  const [first = '', second] = item.split('/')
  if (second !== undefined) return `${titles.get(first) ?? word('item', first)} · ${word('fault', second)}`
  return titles.get(first) ?? word('fault', first)
}
