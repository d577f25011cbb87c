import { UserAddOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { StaffMember } from '../../api/books'
import { useGet } from '../../api/query'
import { Listing, useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { UnitSelect } from '../../parts/People'
import { speech } from '../../words'
import { Act } from './Act'
import { useAdministers } from './administers'
import { Away } from './Away'
import { Held } from './Held'
import { Proposals } from './Proposals'

const useSay = speech({
  title: ['人员与岗位', '人員與崗位', 'People and roles'],
  name: ['姓名', '姓名', 'Name'],
  badge: ['工号', '工號', 'Badge'],
  roles: ['岗位', '崗位', 'Roles'],
  away: ['在岗情况', '在崗情況', 'Away'],
  unit: ['单位', '單位', 'Unit'],
  role: ['岗位', '崗位', 'Role'],
  empty: ['没有可见的人员。', '沒有可見的人員。', 'Nobody is in your sight.'],
})

/** The people of the units that the reader sees: their roles, who is away, and for administrators who is to get a role. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const administers = useAdministers()
  const link = (s: StaffMember) => <Link to={`/people/${s.id}`} onClick={(e) => e.stopPropagation()}>{s.name}</Link>
  // Whoever is added holds no role yet, and is in no list until one is confirmed: the name goes along.
  const added = (s: StaffMember) => void go(`/people/${s.id}`, { state: { name: s.name, code: s.code } })
  return (
    <div className="page">
      <PageHead title={say('title')}>
        {administers && <Act<StaffMember> action="add_staff" primary icon={<UserAddOutlined aria-hidden />} onDone={added} />}
      </PageHead>
      {administers && <Proposals />}
      <Listing
        path="/staff" label={say('title')} rowKey={(s) => s.id} open={(s) => void go(`/people/${s.id}`)} empty={say('empty')} params={['unit', 'role']} filters={<Filters />}
        card={(s) => (
          <div className="stack visit-card">
            <div className="line"><strong>{link(s)}</strong><span className="muted">{s.code}</span></div>
            <Held of={s.roles} />
            <div className="line"><Away id={s.id} /></div>
          </div>
        )}
        columns={[
          { key: 'name', title: say('name'), width: 160, render: link },
          { key: 'code', title: say('badge'), width: 140, render: (s) => s.code },
          { key: 'roles', title: say('roles'), render: (s) => <Held of={s.roles} /> },
          { key: 'away', title: say('away'), render: (s) => <Away id={s.id} /> },
        ]}
      />
    </div>
  )
}

function Filters() {
  const say = useSay()
  const [filter, set] = useFilters()
  const roles = useGet('/roles', {}, { staleTime: Infinity })
  return (
    <>
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} />
      <Select allowClear placeholder={say('role')} aria-label={say('role')} className="filter-wide" value={filter('role')} showSearch={{ optionFilterProp: 'label' }}
        onChange={(role: string | undefined) => set({ role })} options={roles.data?.items.map((r) => ({ value: r.id, label: r.title }))} />
    </>
  )
}
