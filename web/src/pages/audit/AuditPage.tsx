import { Tabs } from 'antd'
import { useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { Events } from './Events'
import { Heads } from './Heads'
import { useSay } from './words'

/** Page is what an auditor reads: who did and who saw what, and what the chains' ends are signed with. */
export function Page() {
  const say = useSay()
  const [get, set] = useFilters()
  const view = get('view') === 'heads' ? 'heads' : 'events'
  return (
    <div className="page">
      <PageHead title={say('title')} />
      <Tabs activeKey={view} destroyOnHidden onChange={(key) => set({ view: key === 'heads' ? key : undefined, 'heads-cursor': undefined })} items={[
        { key: 'events', label: say('events'), children: <Events /> },
        { key: 'heads', label: say('heads'), children: <Heads /> },
      ]} />
    </div>
  )
}
