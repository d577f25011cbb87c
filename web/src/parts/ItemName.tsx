import type { Obligation } from '../api/books'
import { speech } from '../words'
import { CustomerName } from './CustomerName'
import { useItems } from './items'

const useSay = speech({ all: ['全部客户', '全部客戶', 'all customers'] })

/** ItemName is which one is owed, where each is owed by itself. */
export function ItemName({ of, kind = of.kind }: { of: Pick<Obligation, 'item' | 'unit' | 'kind'>; kind?: string }) {
  const name = useItems(of.unit, kind === 'archive' && Boolean(of.item))
  const say = useSay()
  if (kind === 'campaign' && of.item) return <> · {/^\d+$/.test(of.item) ? say('all') : <CustomerName id={of.item} />}</>
  if (kind === 'credit') return of.item ? <> · {of.item}</> : null // a reference, or a year
  if (kind === 'loan') return null // the role that approves, which stands beside it
  return of.item ? <> · {name(of.item)}</> : null
}
