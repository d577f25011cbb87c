import { Tabs } from 'antd'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { speech } from '../../words'
import { ClauseRegister } from './ClauseRegister'
import { Policies } from './Policies'
import { Profiles } from './Profiles'

const useSay = speech({
  title: ['制度', '制度', 'Policies'],
  binder: ['制度汇编', '制度彙編', 'The binder'],
  profiles: ['单位与所用制度', '單位與所用制度', 'Which unit runs what'],
  clauses: ['条款登记册', '條款登記冊', 'Clause register'],
})

/** The binder, read-only: policies in force, who runs by them, and every clause with how it is kept. */
export function Page() {
  const say = useSay()
  const [filter, set] = useFilters()
  const tab = filter('tab') ?? (filter('clause') ? 'clauses' : 'binder')
  return (
    <div className="page">
      <PageHead title={say('title')} />
      <Tabs
        activeKey={tab} destroyOnHidden
        onChange={(key) => set({ tab: key === 'binder' ? undefined : key, clause: undefined })}
        items={[
          { key: 'binder', label: say('binder'), children: <Policies /> },
          { key: 'profiles', label: say('profiles'), children: <Profiles /> },
          { key: 'clauses', label: say('clauses'), children: <ClauseRegister /> },
        ]}
      />
    </div>
  )
}
