import { useGet } from '../api/query'
import { useWords } from '../words/house'
import { itemText } from './itemText'

const kinds = ['new_car', 'aftersales'] as const

/** useItems says what the things that are owed one by one are called: documents by their checklist, other words by the table. */
export function useItems(unit: string, file: boolean): (item: string) => string {
  const { word } = useWords()
  const list = (kind: (typeof kinds)[number]) => useGet('/archives/checklist', { query: { unit, file: kind } }, { enabled: file, staleTime: 5 * 60_000 })
  const lists = [list('new_car'), list('aftersales')]
  if (!file) return (item) => item.split('/').map((part) => word('item', part)).join(' · ')
  const titles = new Map(lists.flatMap((l) => l.data?.documents.map((d): [string, string] => [d.code, d.title]) ?? []))
  return (item) => itemText(item, titles, word)
}
