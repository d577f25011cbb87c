import { Tabs } from 'antd'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { speech } from '../../words'
import { LateMarks } from './LateMarks'
import { ObligationList } from './ObligationList'

const useSay = speech({
  title: ['事项', '事項', 'Duties'],
  duties: ['谁应在何时前做什么', '誰應在何時前做什麼', 'Who owes what until when'],
  marks: ['系统迟发的提醒', '系統遲發的提醒', 'Marks that carebook fired late'],
})

/** Duties of all units that the reader sees, and where carebook itself was late. */
export function Page() {
  const say = useSay()
  const [filter, set] = useFilters()
  return (
    <div className="page">
      <PageHead title={say('title')} />
      <Tabs
        activeKey={filter('tab') ?? 'duties'} destroyOnHidden
        onChange={(tab) => set({ tab: tab === 'duties' ? undefined : tab, sort: undefined, kind: undefined })}
        items={[
          { key: 'duties', label: say('duties'), children: <ObligationList /> },
          { key: 'marks', label: say('marks'), children: <LateMarks /> },
        ]}
      />
    </div>
  )
}
