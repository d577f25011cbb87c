import { Alert, Button, Empty, Input, Radio, Select, Skeleton } from 'antd'
import { useMemo } from 'react'
import { useGet } from '../../api/query'
import { useFilters } from '../../parts/Listing'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { ClauseTable } from './ClauseTable'
import { useFamilies } from './families'
import { counted, kepts, matching, type RegisterClause } from './register'

const useSay = speech({
  search: ['编号或文字', '編號或文字', 'Id or words'],
  family: ['业务类别', '業務類別', 'Family'],
  kept: ['如何落实', '如何落實', 'How it is kept'],
  all: ['全部 {{n}}', '全部 {{n}}', 'All {{n}}'],
  none: ['没有符合条件的条款', '沒有符合條件的條款', 'No clause matches'],
  clear: ['清除筛选', '清除篩選', 'Clear the filters'],
  missing: ['登记册里没有条款 {{id}}', '登記冊裡沒有條款 {{id}}', 'The register has no clause {{id}}'],
  missingWay: ['它可能属于较早的版本。可按编号的前几位查找。', '它可能屬於較早的版本。可按編號的前幾位查找。', 'It may belong to an older edition. Look for the first characters of its id.'],
})

/** ClauseRegister finds clauses and says how each is kept; `clause` in the address marks one. */
export function ClauseRegister() {
  const { data, error, isPending, refetch } = useGet('/clauses', {}, { staleTime: 60_000 })
  if (isPending) return <Skeleton active />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  return <Register all={data.items} />
}

function Register({ all }: { all: RegisterClause[] }) {
  const say = useSay()
  const [filter, set] = useFilters()
  const [words, family, kept, marked] = [filter('words'), filter('family'), filter('kept'), filter('clause')]
  const found = useMemo(() => matching(all, { words, family }), [all, words, family])
  const shown = useMemo(() => (kept ? found.filter((c) => c.kept === kept) : found), [found, kept])
  const clear = () => set({ words: undefined, family: undefined, kept: undefined })
  return (
    <>
      <Filters all={all} found={found} />
      {marked && !all.some((c) => c.id === marked) && <Alert type="info" showIcon title={say('missing', { id: marked })} description={say('missingWay')} style={{ marginBottom: 12 }} />}
      {shown.length === 0
        ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')}><Button onClick={clear}>{say('clear')}</Button></Empty>
        : <ClauseTable key={`${words}|${family}|${kept}`} rows={shown} marked={marked} />}
    </>
  )
}

function Filters({ all, found }: { all: RegisterClause[]; found: RegisterClause[] }) {
  const say = useSay()
  const { word } = useWords()
  const familyName = useFamilies()
  const [filter, set] = useFilters()
  const families = useMemo(() => [...counted(all, (c) => c.family)].sort(), [all])
  const kept = useMemo(() => counted(found, (c) => c.kept), [found])
  return (
    <div className="line" style={{ marginBottom: 12 }}>
      <Input.Search allowClear aria-label={say('search')} placeholder={say('search')} style={{ width: 240 }} defaultValue={filter('words')} onChange={(e) => set({ words: e.target.value, clause: undefined }, true)} />
      <Select allowClear aria-label={say('family')} placeholder={say('family')} style={{ width: 220 }} popupMatchSelectWidth={false} value={filter('family')}
        onChange={(family: string | undefined) => set({ family, clause: undefined })} options={families.map(([id, n]) => ({ value: id, label: `${familyName(id)} (${n})` }))} />
      <Radio.Group optionType="button" aria-label={say('kept')} value={filter('kept') ?? ''} onChange={(e) => set({ kept: String(e.target.value), clause: undefined })}
        options={[{ value: '', label: say('all', { n: found.length }) }, ...kepts.map((k) => ({ value: k, label: `${word('kept', k)} ${kept.get(k) ?? 0}` }))]} />
    </div>
  )
}
