import { Input, Select } from 'antd'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { PersonSelect, UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { EntryList } from './EntryList'

const useSay = speech({
  title: ['罚款与分录', '罰款與分錄', 'Fines and entries'],
  state: ['状态', '狀態', 'State'],
  month: ['月份', '月份', 'Month'],
  person: ['责任人', '責任人', 'Against'],
  unit: ['单位', '單位', 'Unit'],
  empty: ['还没有分录。条款提出罚款时会出现在这里。', '還沒有分錄。條款提出罰款時會出現在這裡。', 'No entries yet. They appear here when a clause proposes one.'],
})

const states = ['proposed', 'needs_review', 'review', 'confirmed', 'rejected', 'reversed', 'contra']

/** Every line of money that a clause proposed, the last one first. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const [filter, set] = useFilters()
  return (
    <div className="page">
      <PageHead title={say('title')} />
      <EntryList
        params={['state', 'month', 'person', 'unit', 'case']} empty={say('empty')}
        filters={
          <>
            <Select allowClear placeholder={say('state')} aria-label={say('state')} style={{ width: 150 }} value={filter('state')} onChange={(state: string | undefined) => set({ state })}
              options={states.map((s) => ({ value: s, label: word('entry', s) }))} />
            <Input type="month" aria-label={say('month')} className="filter-wide" value={filter('month')} onChange={(e) => set({ month: e.target.value || undefined })} />
            <div style={{ width: 200 }}><PersonSelect label={say('person')} value={filter('person')} onChange={(person) => set({ person })} /></div>
            <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} />
          </>
        }
      />
    </div>
  )
}
