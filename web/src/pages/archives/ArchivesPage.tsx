import { PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ArchiveItem } from '../../api/books'
import { Listing, useFilters } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { Person, PersonSelect, UnitName, UnitSelect } from '../../parts/People'
import { day, wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { kinds, statuses } from './files'
import { Marks } from './Marks'
import { Selected } from './Selected'
import { picked } from './signing'

const useSay = speech({
  title: ['车辆档案', '車輛檔案', 'Vehicle files'],
  enter: ['登记交车', '登記交車', 'Enter a delivery'],
  register: ['签收簿', '簽收薄', 'Handover register'],
  number: ['档案编号', '檔案編號', 'File'],
  status: ['状态', '狀態', 'Status'],
  kind: ['档案类别', '檔案類別', 'Kind of file'],
  marks: ['时效与质量', '時效與品質', 'Time and quality'],
  consultant: ['移交顾问', '移交顧問', 'Consultant'],
  delivered: ['交车', '交車', 'Delivered'],
  signed: ['签收', '簽收', 'Handed over'],
  updated: ['最近变动', '最近變動', 'Last change'],
  unit: ['单位', '單位', 'Unit'],
  late: ['逾期', '逾期', 'Late'],
  paused: ['仅已暂停', '僅已暫停', 'Paused only'],
  defects: ['有待整改', '有待整改', 'To put right'],
  running: ['未办结', '未辦結', 'Not yet stored'],
  empty: ['还没有车辆档案。登记一次交车，即开始一份档案。', '還沒有車輛檔案。登記一次交車，即開始一份檔案。', 'No files yet. Enter a delivery to begin one.'],
})

/** The files of vehicles: which are on time, late or defective; many can be signed for at once. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const [selected, select] = useState(new Map<string, ArchiveItem>())
  const link = (a: ArchiveItem) => <Link to={`/archives/${a.id}`} onClick={(e) => e.stopPropagation()}>{a.number}</Link>
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Link to="/archives/register"><PrinterOutlined aria-hidden /> {say('register')}</Link>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/archives/new')}>{say('enter')}</Button>
      </PageHead>
      <Selected files={[...selected.values()]} clear={() => select(new Map())} />
      <Listing
        path="/archives" label={say('title')} rowKey={(a) => a.id} open={(a) => void go(`/archives/${a.id}`)} empty={say('empty')}
        params={['status', 'file', 'late', 'defects', 'unit', 'consultant', 'running', 'paused', 'vehicle_id', 'customer_id']} filters={<Filters />}
        selection={{
          keys: [...selected.keys()], name: (a) => a.number,
          onChange: (ids, rows) => select((before) => picked(before, ids, rows)),
        }}
        card={(a) => (
          <div className="stack" style={{ gap: 4 }}>
            <div className="line"><strong>{link(a)}</strong><span>{word('status', a.status)}</span><span style={{ flex: 1 }} /><Marks of={a} /></div>
            <div className="muted">{word('file', a.file)} · <Person id={a.consultant} unit={a.unit} /> · {day(a.delivered_at)}</div>
          </div>
        )}
        columns={[
          { key: 'number', title: say('number'), width: 160, render: link },
          { key: 'status', title: say('status'), render: (a) => word('status', a.status) },
          { key: 'marks', title: say('marks'), render: (a) => <Marks of={a} /> },
          { key: 'file', title: say('kind'), render: (a) => word('file', a.file) },
          { key: 'consultant', title: say('consultant'), render: (a) => <Person id={a.consultant} unit={a.unit} /> },
          { key: 'delivered', title: say('delivered'), width: 150, render: (a) => wall(a.delivered_at), sort: 'opened_at' },
          { key: 'signed', title: say('signed'), width: 150, render: (a) => wall(a.signed_at) || <span className="muted">—</span> },
          { key: 'updated', title: say('updated'), width: 150, render: (a) => wall(a.updated_at), sort: 'updated_at' },
          { key: 'unit', title: say('unit'), render: (a) => <UnitName id={a.unit} /> },
        ]}
      />
    </div>
  )
}

function Filters() {
  const say = useSay()
  const { word } = useWords()
  const [filter, set] = useFilters()
  const yes = (name: 'late' | 'defects' | 'running' | 'paused') => (
    <Checkbox checked={filter(name) === 'true'} onChange={(e) => set({ [name]: e.target.checked ? 'true' : undefined })}>{say(name)}</Checkbox>
  )
  return (
    <>
      <Select allowClear placeholder={say('status')} aria-label={say('status')} style={{ width: 130 }} value={filter('status')}
        onChange={(status: string | undefined) => set({ status })} options={statuses.map((s) => ({ value: s, label: word('status', s) }))} />
      <Select allowClear placeholder={say('kind')} aria-label={say('kind')} style={{ width: 140 }} value={filter('file')}
        onChange={(file: string | undefined) => set({ file })} options={kinds.map((k) => ({ value: k, label: word('file', k) }))} />
      <UnitSelect label={say('unit')} value={filter('unit')} onChange={(unit) => set({ unit })} />
      <div style={{ width: 220 }}><PersonSelect label={say('consultant')} unit={filter('unit')} value={filter('consultant')} onChange={(consultant) => set({ consultant })} /></div>
      {yes('late')}
      {yes('defects')}
      {yes('running')}
      {yes('paused')}
    </>
  )
}
