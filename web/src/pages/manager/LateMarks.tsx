import { Select } from 'antd'
import { Link } from 'react-router'
import type { components } from '../../api/schema'
import { Listing, useFilters } from '../../parts/Listing'
import { UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  label: ['系统迟发的提醒', '系統遲發的提醒', 'Marks that carebook fired late'],
  kind: ['种类', '種類', 'Kind'],
  atLeast: ['迟发至少', '遲發至少', 'Late by at least'],
  seconds: ['{{n}} 秒', '{{n}} 秒', '{{n}} s'],
  minutes: ['{{n}} 分钟', '{{n}} 分鐘', '{{n}} min'],
  hours: ['{{n}} 小时', '{{n}} 小時', '{{n}} h'],
  at: ['应发时间', '應發時間', 'Should have come'],
  fired: ['实际时间', '實際時間', 'Came'],
  late: ['迟发', '遲發', 'Late by'],
  duty: ['事项', '事項', 'Duty'],
  case: ['案件', '案件', 'Case'],
  unit: ['单位', '單位', 'Unit'],
  empty: ['没有迟发：每个提醒都在一秒内发出。', '沒有遲發：每個提醒都在一秒內發出。', 'None: every mark came within a second of its moment.'],
})

type LateMark = components['schemas']['LateMark']

const colors: Record<string, string> = { breach: 'error', escalate: 'warning', remind: 'default' }

/** LateMarks says where carebook itself was late, not whoever owes the duty. */
export function LateMarks() {
  const say = useSay()
  const { word } = useWords()
  const [filter, set] = useFilters()
  const kind = (m: LateMark) => <Tag color={colors[m.kind]}>{word('kind', m.kind)}</Tag>
  const link = (m: LateMark) => <Link to={`/${m.case_kind}s/${m.case}`}>{m.number}</Link>
  const late = (m: LateMark) => say('seconds', { n: m.late_seconds })
  return (
    <Listing
      path="/marks/late" label={say('label')} params={['kind', 'at_least']} rowKey={(m) => `${m.obligation}:${m.n}`} empty={say('empty')}
      filters={
        <>
          <Select allowClear aria-label={say('kind')} placeholder={say('kind')} style={{ width: 150 }} value={filter('kind')} onChange={(v: string | undefined) => set({ kind: v })}
            options={['remind', 'escalate', 'breach'].map((k) => ({ value: k, label: word('kind', k) }))} />
          <Select allowClear aria-label={say('atLeast')} placeholder={say('atLeast')} style={{ width: 170 }} value={filter('at_least')} onChange={(v: string | undefined) => set({ at_least: v })}
            options={[{ value: '10', label: say('seconds', { n: 10 }) }, { value: '60', label: say('minutes', { n: 1 }) }, { value: '600', label: say('minutes', { n: 10 }) }, { value: '3600', label: say('hours', { n: 1 }) }]} />
        </>
      }
      card={(m) => (
        <div className="stack" style={{ gap: 6 }}>
          <div className="line">{kind(m)}<strong>{word('duty', m.duty)}</strong><span style={{ flex: 1 }} />{late(m)}</div>
          <div className="line muted">{link(m)} <UnitName id={m.unit} /></div>
          <div className="muted">{wall(m.at, true)} → {wall(m.fired_at, true)}</div>
        </div>
      )}
      columns={[
        { key: 'fired', title: say('fired'), width: 170, render: (m) => wall(m.fired_at, true) },
        { key: 'at', title: say('at'), width: 170, render: (m) => wall(m.at, true) },
        { key: 'late', title: say('late'), width: 120, render: late },
        { key: 'kind', title: say('kind'), render: kind },
        { key: 'duty', title: say('duty'), render: (m) => word('duty', m.duty) },
        { key: 'case', title: say('case'), render: link },
        { key: 'unit', title: say('unit'), render: (m) => <UnitName id={m.unit} /> },
      ]}
    />
  )
}
