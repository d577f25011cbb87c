import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { ActionForm } from '../../actions/ActionForm'
import { activityForm } from '../../actions/forms'
import type { VisitPlan } from '../../api/books'
import { CustomerName } from '../../parts/CustomerName'
import { Listing } from '../../parts/Listing'
import { Person } from '../../parts/People'
import { houseZone, toWall, wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { recorded } from './states'

const useSay = speech({
  title: ['活动记录', '活動紀錄', 'What was done'],
  record: ['登记活动', '登記活動', 'Record what was done'],
  about: ['由本人，或制度指定的负责人，在统计之前登记；每项只算一次。', '由本人，或制度指定的負責人，在統計之前登記；每項只算一次。', 'Recorded by the person, or whoever the policy names, before the day is counted; each counts once.'],
  none: ['还没有登记活动。', '還沒有登記活動。', 'Nothing was recorded yet.'],
  by: ['{{at}} 登记', '{{at}} 登記', 'recorded {{at}}'],
})

/** Activities are what somebody has done in a month, as it counts for quotas. */
export function Activities({ of: p, quotas }: { of: VisitPlan; quotas: string[] }) {
  const say = useSay()
  const { word } = useWords()
  const [recording, record] = useState(false)
  const today = toWall(Date.now(), houseZone).slice(0, 10)
  return (
    <div className="stack">
      <p className="muted said">{say('about')}</p>
      <Listing
        path="/visit-plans/{id}/activities" ids={{ id: p.id }} place="activities" params={[]} exported={false} cards label={say('title')} rowKey={(a) => a.id} empty={say('none')} columns={[]}
        tools={!p.ended && <Button onClick={() => record(true)}>{say('record')}</Button>}
        card={(a) => (
          <div className="stack visit-card">
            <div className="line"><strong>{word('quota', a.kind)}</strong><span>{a.day}</span>{a.customer_id ? <CustomerName id={a.customer_id} /> : <span>{a.number}</span>}{a.show && <span className="muted">{a.show}</span>}</div>
            <div className="muted"><Person id={a.recorded_by} unit={p.unit} /> · {say('by', { at: wall(a.recorded_at) })}</div>
          </div>
        )}
      />
      <Drawer open={recording} onClose={() => record(false)} size={480} destroyOnHidden title={say('record')}>
        <ActionForm form={activityForm} action="record_activity" label={say('record')} ids={{ id: p.id }} start={{ day: today.startsWith(p.month) ? today : undefined }}
          about={{ unit: p.unit, kind: 'visitplan', caseId: p.id, zone: houseZone, choices: { kind: recorded(quotas) } }} onDone={() => record(false)} onCancel={() => record(false)} />
      </Drawer>
    </div>
  )
}
