import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { RetentionItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { Person, UnitName } from '../../parts/People'
import { day, wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Filters } from './Filters'

const useSay = speech({
  title: ['档案保管', '檔案保管', 'Records kept'],
  file: ['登记保管', '登記保管', 'File a record'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  record: ['档案', '檔案', 'Record'],
  keeper: ['保管人', '保管人', 'Kept by'],
  filed: ['归档', '歸檔', 'Filed'],
  until: ['保管至', '保管至', 'Kept until'],
  gone: ['销毁', '銷毀', 'Destroyed'],
  unit: ['单位', '單位', 'Unit'],
  empty: ['还没有在管档案。归档的车辆档案会自动出现在这里；纸质档案请登记。', '還沒有在管檔案。歸檔的車輛檔案會自動出現在這裡；紙本檔案請登記。', 'No records yet. Files of vehicles appear here once they are stored; papers are filed by hand.'],
})

/** The records that are kept: until when, which wait for a decision, and which were destroyed, how and when. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (r: RetentionItem) => <Link to={`/retentions/${r.id}`} onClick={(e) => e.stopPropagation()}>{r.number}</Link>
  const what = (r: RetentionItem) => <>{word('record', r.record)}{r.paper && <> · {r.paper}</>}</>
  const none = <span className="muted">—</span>
  const date = (moment: string | undefined) => (moment ? day(moment) : none)
  const gone = (r: RetentionItem) => (r.destroyed_at ? <>{wall(r.destroyed_at)}<div className="muted">{word('method', r.method)}</div></> : none)
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/retentions/new')}>{say('file')}</Button>
      </PageHead>
      <Listing
        path="/retentions" label={say('title')} rowKey={(r) => r.id} open={(r) => void go(`/retentions/${r.id}`)} empty={say('empty')}
        params={['status', 'unit', 'record', 'case', 'customer_id', 'method', 'until_from', 'until_before', 'destroyed_from', 'destroyed_before', 'running']} filters={<Filters />}
        card={(r) => (
          <div className="stack visit-card">
            <div className="line"><strong>{link(r)}</strong><span>{word('status', r.status)}</span></div>
            <div>{what(r)}</div>
            <div className="muted">{r.destroyed_at ? `${say('gone')} ${wall(r.destroyed_at)} · ${word('method', r.method)}` : r.until ? `${say('until')} ${day(r.until)}` : `${say('filed')} ${day(r.filed_at)}`}</div>
          </div>
        )}
        columns={[
          { key: 'number', title: say('number'), width: 160, render: link },
          { key: 'status', title: say('status'), render: (r) => word('status', r.status) },
          { key: 'record', title: say('record'), render: what },
          { key: 'keeper', title: say('keeper'), render: (r) => <Person id={r.keeper} unit={r.unit} /> },
          { key: 'filed', title: say('filed'), width: 110, render: (r) => day(r.filed_at), sort: 'opened_at' },
          { key: 'until', title: say('until'), width: 110, render: (r) => date(r.until) },
          { key: 'gone', title: say('gone'), width: 140, render: gone },
          { key: 'unit', title: say('unit'), render: (r) => <UnitName id={r.unit} /> },
        ]}
      />
    </div>
  )
}
