import { DownloadOutlined, FilterOutlined } from '@ant-design/icons'
import { Button, Card, Empty, Grid, Skeleton } from 'antd'
import { useRef, type ReactNode } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { base } from '../api/client'
import { useGet, type Answer, type Ask, type Gets } from '../api/query'
import { speech } from '../words'
import { address, changed, picked } from './address'
import { ProblemNote } from './ProblemNote'
import { Pick, Rows, type Column, type Selection } from './Rows'

const useSay = speech({
  export: ['导出 Excel', '匯出 Excel', 'Export to Excel'],
  next: ['下一页', '下一頁', 'Next page'],
  previous: ['上一页', '上一頁', 'Previous page'],
  empty: ['没有符合条件的记录', '沒有符合條件的紀錄', 'Nothing matches'],
  clear: ['清除筛选', '清除篩選', 'Clear the filters'],
  filters: ['筛选', '篩選', 'Filters'],
  all: ['选择本页全部', '選擇本頁全部', 'Select all on this page'],
})

// As many rows as a person looks through before turning the page; each of them costs time when it is drawn.
const perPage = 20

/** The paths that answer a page of items. */
export type ListPath = { [P in Gets]: Answer<P> extends { items: unknown[] } ? P : never }[Gets]
export type Item<P extends ListPath> = Answer<P> extends { items: (infer T)[] } ? T : never

interface Props<P extends ListPath> {
  path: P
  columns: Column<Item<P>>[]
  rowKey: (row: Item<P>) => string
  /** What stands in a phone's list instead of the columns. */
  card: (row: Item<P>) => ReactNode
  open?: (row: Item<P>) => void
  /** Names of the query parameters that the address of the page carries. */
  params: string[]
  /** Sets its place in the address apart from that of another list on the page. */
  place?: string
  /** Parameters that the page itself sets. */
  fixed?: Record<string, unknown>
  ids?: Record<string, string>
  filters?: ReactNode
  empty?: ReactNode
  exported?: boolean
  tools?: ReactNode
  /** Always cards: beside other things there is no room for columns. */
  cards?: boolean
  selection?: Selection<Item<P>>
  /** Rows that still change without anybody telling the desk: the list is read again while one of them is shown. */
  moving?: (row: Item<P>) => boolean
  label: string
}

const again = 2_000 // ms

/** useFilters reads and sets the query parameters of the page; a new filter begins at the first page. What is typed letter by letter replaces the address. */
export function useFilters(): [(name: string) => string | undefined, (changes: Record<string, string | undefined>, replace?: boolean) => void] {
  const [search, setSearch] = useSearchParams()
  // The address as it is then, not as it was when the button was drawn.
  const set = (changes: Record<string, string | undefined>, replace = false) => setSearch(changed(new URLSearchParams(window.location.search), changes), { replace })
  return [(name) => search.get(name) ?? undefined, set]
}

/** Listing shows one page of a list that the service pages and sorts; where it stands is in the address. */
export function Listing<P extends ListPath>(props: Props<P>) {
  const { path, params, fixed, ids, place, moving } = props
  const [search] = useSearchParams()
  const at = (name: string) => (place ? `${place}-${name}` : name)
  const sorted = search.get(at('sort')) ?? undefined
  const filters = { ...picked(search, params), ...(sorted && { sort: sorted }) }
  const query = { limit: perPage, ...fixed, ...filters }
  const { data, error, isPending, isPlaceholderData, refetch } = useGet(path, {
    path: ids, query: { ...query, cursor: search.get(at('cursor')) ?? undefined },
  } as unknown as Ask<P>, { every: moving && ((answer) => ((answer as { items: Item<P>[] } | undefined)?.items.some(moving) ? again : false)) })
  const page = data as { items: Item<P>[]; next?: string } | undefined
  // While the next answer is on its way, the rows stay as they were drawn: to draw them again would hold it up.
  const drawn = useRef<ReactNode>(null)
  if (page && !isPlaceholderData) drawn.current = <Drawn {...props} rows={page.items} sorted={sorted} at={at} filtered={Object.keys(filters).length > 0} />
  return (
    <section aria-label={props.label} aria-busy={isPlaceholderData}>
      <Bar {...props} exportUrl={props.exported === false ? undefined : `${base}${address(`${path}/export`, { ...fixed, ...filters })}`} />
      <ProblemNote error={error} retry={() => void refetch()} />
      {isPending && <Skeleton active />}
      <div style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>{page && drawn.current}</div>
      {page && <Paging next={page.next} name={at('cursor')} />}
    </section>
  )
}

function Bar<P extends ListPath>({ filters, tools, exportUrl: href }: Props<P> & { exportUrl: string | undefined }) {
  const say = useSay()
  return (
    <div className="line no-print" style={{ marginBottom: 12 }}>
      {filters && <FilterOutlined aria-hidden />}
      {filters}
      <span style={{ flex: 1 }} />
      {tools}
      {href && <Button icon={<DownloadOutlined aria-hidden />} href={href} download>{say('export')}</Button>}
    </div>
  )
}

function Drawn<P extends ListPath>({ rows, cards, columns, rowKey, card, open, selection, filtered, empty, sorted, at }: Props<P> & { rows: Item<P>[]; filtered: boolean; sorted: string | undefined; at: (name: string) => string }) {
  const say = useSay()
  const wide = Grid.useBreakpoint().md ?? true
  const [, set] = useFilters()
  if (rows.length === 0) return <Nothing filtered={filtered} empty={empty} />
  if (!wide || cards) {
    return (
      <div className="card-list">
        {rows.map((row) => (
          <Card key={rowKey(row)} size="small" hoverable={Boolean(open)} onClick={() => open?.(row)}>
            {selection && <span className="card-pick" onClick={(e) => e.stopPropagation()}><Pick row={row} rows={rows} rowKey={rowKey} selection={selection} /></span>}
            {card(row)}
          </Card>
        ))}
      </div>
    )
  }
  return (
    <Rows rows={rows} columns={columns} rowKey={rowKey} open={open} selection={selection} all={say('all')}
      sorted={sorted} onSort={(sort) => set({ [at('sort')]: sort, [at('cursor')]: undefined })} />
  )
}

function Nothing({ filtered, empty }: { filtered: boolean; empty: ReactNode }) {
  const say = useSay()
  const { pathname } = useLocation()
  const go = useNavigate()
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={filtered ? say('empty') : (empty ?? say('empty'))}>
      {filtered && <Button onClick={() => void go(pathname)}>{say('clear')}</Button>}
    </Empty>
  )
}

/** Paging goes forward by the cursor that the page brought, and back by the browser's own history. */
function Paging({ next, name }: { next: string | undefined; name: string }) {
  const say = useSay()
  const [search, setSearch] = useSearchParams()
  const go = useNavigate()
  const { state } = useLocation() as { state: { deep?: number } | null }
  const deep = state?.deep ?? 0
  const inside = search.has(name)
  if (!next && !inside) return null
  const turn = (cursor: string | undefined, depth: number) => {
    const to = new URLSearchParams(search)
    if (cursor) to.set(name, cursor)
    else to.delete(name)
    setSearch(to, { state: { deep: depth } })
    document.getElementById('page')?.scrollIntoView()
  }
  return (
    <div className="foot no-print">
      <Button disabled={!inside} onClick={() => (deep > 0 ? void go(-1) : turn(undefined, 0))}>{say('previous')}</Button>
      <Button disabled={!next} onClick={() => turn(next, deep + 1)}>{say('next')}</Button>
    </div>
  )
}
