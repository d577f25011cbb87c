import { Link, useNavigate } from 'react-router'
import type { Answer } from '../../api/query'
import { Listing } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { NewImport } from './NewImport'

const useSay = speech({
  title: ['导入', '匯入', 'Imports'],
  mine: ['我的导入', '我的匯入', 'My imports'],
  at: ['收到时间', '收到時間', 'Received'],
  kind: ['内容', '內容', 'What it held'],
  unit: ['单位', '單位', 'Unit'],
  state: ['状态', '狀態', 'State'],
  rows: ['行数', '列數', 'Rows'],
  created: ['新增', '新增', 'Created'],
  unchanged: ['无变化', '無變化', 'Unchanged'],
  refused: ['被拒', '被拒', 'Refused'],
  empty: ['还没有导入。选择内容与文件后，导入会出现在这里。', '還沒有匯入。選擇內容與檔案後，匯入會出現在這裡。', 'No imports yet. Choose what to bring in and a file; it appears here.'],
})

type Import = Answer<'/imports'>['items'][number]

export const stateColors: Record<Import['state'], string> = { waiting: 'default', running: 'processing', finished: 'success' }

/** Imports: bring a workbook in, and see what became of those before. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (i: Import) => <Link to={`/imports/${i.id}`} onClick={(e) => e.stopPropagation()}>{wall(i.received_at)}</Link>
  const state = (i: Import) => <Tag color={stateColors[i.state]}>{word('state', i.state)}</Tag>
  const refused = (i: Import) => (i.refused > 0 ? <Tag color="error">{i.refused}</Tag> : 0)
  return (
    <div className="page">
      <PageHead title={say('title')} />
      <NewImport />
      <h2 className="card-title" style={{ marginBottom: 8 }}>{say('mine')}</h2>
      <Listing
        path="/imports" label={say('mine')} params={[]} rowKey={(i) => i.id} open={(i) => void go(`/imports/${i.id}`)} empty={say('empty')} moving={(i) => i.state !== 'finished'}
        card={(i) => (
          <div className="stack" style={{ gap: 6 }}>
            <div className="line"><strong>{word('kind', i.kind)}</strong>{state(i)}<span style={{ flex: 1 }} />{link(i)}</div>
            <div className="muted"><UnitName id={i.unit} /> · {say('rows')} {i.rows} · {say('created')} {i.created} · {say('unchanged')} {i.unchanged} · {say('refused')} {refused(i)}</div>
          </div>
        )}
        columns={[
          { key: 'at', title: say('at'), width: 160, render: link },
          { key: 'kind', title: say('kind'), render: (i) => word('kind', i.kind) },
          { key: 'unit', title: say('unit'), render: (i) => <UnitName id={i.unit} /> },
          { key: 'state', title: say('state'), render: state },
          { key: 'rows', title: say('rows'), render: (i) => i.rows },
          { key: 'created', title: say('created'), render: (i) => i.created },
          { key: 'unchanged', title: say('unchanged'), render: (i) => i.unchanged },
          { key: 'refused', title: say('refused'), render: refused },
        ]}
      />
    </div>
  )
}
