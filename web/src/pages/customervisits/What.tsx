import type { CustomerVisitItem } from '../../api/books'
import { useWords } from '../../words/house'

/** What a visit is: for what, to whom, and how it is made. */
export function What({ of: v }: { of: Pick<CustomerVisitItem, 'purpose' | 'object' | 'way' | 'matter'> }) {
  const { word } = useWords()
  return <>{[word('purpose', v.purpose), word('object', v.object), word('way', v.way), word('matter', v.matter)].filter(Boolean).join(' · ')}</>
}
