import { Alert, Descriptions, Drawer, Spin, Timeline } from 'antd'
import { Link } from 'react-router'
import { useGet } from '../../api/query'
import { Clause } from '../../parts/Clause'
import { useItems } from '../../parts/items'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  title: ['金额的依据', '金額的依據', 'Why this much'],
  once: ['单次金额', '單次金額', 'What it costs once'],
  factor: ['倍数', '倍數', 'Factor'],
  nth: ['当月第几次', '當月第幾次', 'Which one of the month'],
  month: ['所属月份', '所屬月份', 'Month'],
  mode: ['执行方式', '執行方式', 'Mode'],
  proposer: ['提出人', '提出人', 'Proposed by'],
  clock: ['时限到点', '時限到點', 'The clock'],
  outage: ['计时期间服务曾中断，须先核查', '計時期間服務曾中斷，須先核查', 'No service was running for part of its time: look at it first'],
  all: ['此人当月全部分录', '此人當月全部分錄', 'All entries of the month'],
  item: ['所指项目', '所指項目', 'Which one'],
  percent: ['当月绩效工资比例', '當月績效薪資比例', 'Part of the month’s performance pay'],
  again: ['未按时整改，再次处罚', '未按時整改，再次處罰', 'Not put right in time: imposed again'],
  corrects: ['替代先前的分录，按当时次数重新计价', '替代先前的分錄，按當時次數重新計價', 'Stands in place of an earlier entry, counted anew'],
  contra: ['此分录冲销先前的一笔', '此分錄沖銷先前的一筆', 'This entry takes back an earlier one'],
  because: ['计入它的一笔分录已不再有效', '計入它的一筆分錄已不再有效', 'An entry that it counted doesn’t count any more'],
  undecided: ['尚未作出决定。', '尚未作出決定。', 'Nothing was decided yet.'],
  counted: ['定价时计入的先前分录', '定價時計入的先前分錄', 'Entries that counted before it'],
  decisions: ['决定', '決定', 'Decisions'],
  ledger: ['账簿', '帳簿', 'The ledger'],
})

/** EntryDrawer shows the figures, clauses and decisions that an entry rests on. */
export function EntryDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const say = useSay()
  return (
    <Drawer open={Boolean(id)} onClose={onClose} title={say('title')} size={520} destroyOnHidden>
      {id && <Details id={id} onClose={onClose} />}
    </Drawer>
  )
}

function Details({ id, onClose }: { id: string; onClose: () => void }) {
  const say = useSay()
  const { word } = useWords()
  const { data: e, error, isPending, refetch } = useGet('/entries/{id}', { path: { id } })
  const fine = e?.fine
  const name = useItems(e?.unit ?? '', Boolean(fine?.item) && e?.case_kind === 'archive')
  if (isPending) return <Spin />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  return (
    <div className="stack">
      {e.outage && <Alert type="warning" showIcon title={say('outage')} description={`${wall(e.outage.began_at, true)} – ${wall(e.outage.ended_at, true)}`} />}
      {e.contra_of && <Alert type="info" showIcon title={say('contra')} />}
      {fine?.corrects && <Alert type="info" showIcon title={say('corrects')} />}
      {fine?.again && <Alert type="warning" showIcon title={<>{say('again')} <Clause id={e.again_clause} /></>} />}
      {fine && (
        <Descriptions size="small" column={1} bordered items={[
          ...(fine.item ? [{ key: 'item', label: say('item'), children: name(fine.item) }] : []),
          { key: 'once', label: say('once'), children: <>{fine.once} <Clause id={e.clause} /></> },
          { key: 'nth', label: say('nth'), children: fine.nth },
          { key: 'factor', label: say('factor'), children: <>{fine.factor} <Clause id={fine.double_clause} /></> },
          ...(fine.percent ? [{ key: 'percent', label: say('percent'), children: `${fine.percent} %` }] : []),
          { key: 'month', label: say('month'), children: fine.month },
          { key: 'mode', label: say('mode'), children: word('mode', fine.mode) },
          { key: 'proposer', label: say('proposer'), children: fine.proposer ? <Person id={fine.proposer} unit={e.unit} /> : say('clock') },
          { key: 'counted', label: say('counted'), children: <>{e.counted.length} {e.staff && <Link to={`/entries?person=${e.staff}&month=${fine.month}`} onClick={onClose}>{say('all')}</Link>}</> },
        ]} />
      )}
      <section>
        <h2 className="card-title">{say('decisions')}</h2>
        {e.decisions.length === 0 ? <p className="muted">{say('undecided')}</p> : (
          <Timeline items={e.decisions.map((d, i) => ({
            key: i,
            content: (
              <>
                <strong>{word('entry', d.decision)}</strong> {d.percent ? `${d.percent} %` : d.amount} <span className="muted">{wall(d.decided_at, true)} · {d.by ? <Person id={d.by} unit={e.unit} /> : say('ledger')}</span> <Clause id={d.clause} />
                {d.because_of && <p className="said">{say('because')}</p>}
                {d.reason && <p className="said">{d.reason}</p>}
              </>
            ),
          }))} />
        )}
      </section>
    </div>
  )
}
