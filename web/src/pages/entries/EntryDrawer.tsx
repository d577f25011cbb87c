import { Alert, Descriptions, Drawer, Spin, Timeline } from 'antd'
import { useGet } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech('entry-drawer', {
  title: ['金额的依据', '金額的依據', 'Why this much'],
  once: ['单次金额', '單次金額', 'What it costs once'],
  factor: ['倍数', '倍數', 'Factor'],
  nth: ['当月第几次', '當月第幾次', 'Which one of the month'],
  month: ['所属月份', '所屬月份', 'Month'],
  mode: ['执行方式', '執行方式', 'Mode'],
  proposer: ['提出人', '提出人', 'Proposed by'],
  clock: ['时限到点', '時限到點', 'The clock'],
  outage: ['计时期间服务曾中断，须先核查', '計時期間服務曾中斷，須先核查', 'No service was running for part of its time: look at it first'],
  counted: ['定价时计入的先前分录', '定價時計入的先前分錄', 'Entries that counted before it'],
  decisions: ['决定', '決定', 'Decisions'],
  ledger: ['账簿', '帳簿', 'The ledger'],
})

/** EntryDrawer shows the figures, clauses and decisions that an entry rests on. */
export function EntryDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const say = useSay()
  return (
    <Drawer open={Boolean(id)} onClose={onClose} title={say('title')} size={520} destroyOnHidden>
      {id && <Details id={id} />}
    </Drawer>
  )
}

function Details({ id }: { id: string }) {
  const say = useSay()
  const { word } = useWords()
  const { data: e, error, isPending, refetch } = useGet('/entries/{id}', { path: { id } })
  if (isPending) return <Spin />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  const fine = e.fine
  return (
    <div className="stack">
      {e.outage && <Alert type="warning" showIcon title={say('outage')} description={`${wall(e.outage.began_at, true)} – ${wall(e.outage.ended_at, true)}`} />}
      {fine && (
        <Descriptions size="small" column={1} bordered items={[
          { key: 'once', label: say('once'), children: <>{fine.once} <Clause id={e.clause} /></> },
          { key: 'nth', label: say('nth'), children: fine.nth },
          { key: 'factor', label: say('factor'), children: <>{fine.factor} <Clause id={fine.double_clause} /></> },
          { key: 'month', label: say('month'), children: fine.month },
          { key: 'mode', label: say('mode'), children: word('mode', fine.mode) },
          { key: 'proposer', label: say('proposer'), children: fine.proposer ? <Person id={fine.proposer} unit={e.unit} /> : say('clock') },
          { key: 'counted', label: say('counted'), children: e.counted.length },
        ]} />
      )}
      {e.decisions.length > 0 && (
        <section aria-label={say('decisions')}>
          <Timeline items={e.decisions.map((d, i) => ({
            key: i,
            content: (
              <>
                <strong>{word('entry', d.decision)}</strong> {d.amount} <span className="muted">{wall(d.decided_at, true)} · {d.by ? <Person id={d.by} unit={e.unit} /> : say('ledger')}</span> <Clause id={d.clause} />
                {d.reason && <p className="said">{d.reason}</p>}
              </>
            ),
          }))} />
        </section>
      )}
    </div>
  )
}
