import { Alert, Button, Skeleton, Table } from 'antd'
import type { Archive } from '../../api/books'
import { useGet } from '../../api/query'
import { useItems } from '../../parts/items'
import { Person } from '../../parts/People'
import { ProblemNote } from '../../parts/ProblemNote'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { agree, pairs, type Pair, type State } from './agree'

const useSay = speech({
  what: ['项目', '項目', 'What'],
  books: ['账册', '帳冊', 'The books'],
  process: ['运行中的流程', '執行中的流程', 'The running process'],
  same: ['账册与运行中的流程一致。', '帳冊與執行中的流程一致。', 'The books and the running process agree.'],
  differ: ['两者不一致。若刚有变动，请刷新；仍不一致请告知管理员。', '兩者不一致。若剛有變動，請重新整理；仍不一致請告知管理員。', 'They differ. If something has just happened, look again; if it stays so, tell your administrator.'],
  again: ['重新查询', '重新查詢', 'Look again'],
  seq: ['版本', '版本', 'Version'],
  status: ['状态', '狀態', 'Status'],
  consultant: ['移交顾问', '移交顧問', 'Consultant'],
  paused: ['暂停', '暫停', 'Paused since'],
  papers: ['资料', '資料', 'Documents'],
  findings: ['待整改', '待整改', 'To put right'],
  owed: ['未了结的待办', '未了結的待辦', 'Still owed'],
  none: ['无', '無', 'none'],
})

/** Live asks the running process where the file stands, and lays the answer beside the books. */
export function Live({ of: a }: { of: Archive }) {
  const say = useSay()
  const { data, error, isPending, isFetching, refetch } = useGet('/archives/{id}/state', { path: { id: a.id } }, { staleTime: 0 })
  if (isPending) return <Skeleton active />
  if (error) return <ProblemNote error={error} retry={() => void refetch()} busy={isFetching} />
  const all = pairs(a, data)
  const same = all.every(agree)
  return (
    <div className="stack">
      <Alert type={same ? 'success' : 'warning'} showIcon title={say(same ? 'same' : 'differ')}
        action={<Button size="small" loading={isFetching} onClick={() => void refetch()}>{say('again')}</Button>} />
      <Table<Pair>
        size="small" pagination={false} rowKey="key" dataSource={all}
        columns={[
          { title: say('what'), render: (_, p) => <>{say(p.key)} {!agree(p) && <Tag color="red">≠</Tag>}</> },
          { title: say('books'), render: (_, p) => <Values of={p} side="books" file={a} live={data} /> },
          { title: say('process'), render: (_, p) => <Values of={p} side="process" file={a} live={data} /> },
        ]}
      />
    </div>
  )
}

function Values({ of: p, side, file, live }: { of: Pair; side: 'books' | 'process'; file: Archive; live: State }) {
  const say = useSay()
  const { word } = useWords()
  const name = useItems(file.unit, true)
  const duties = new Map([...file.obligations, ...live.obligations].map((o) => [o.id, o]))
  const said = (text: string) => {
    switch (p.key) {
      case 'status': return word('status', text)
      case 'consultant': return <Person id={text} unit={file.unit} />
      case 'paused': return wall(text, true)
      case 'papers': return `${name(text.split(' ')[0]!)} · ${word('state', text.split(' ')[1])}`
      case 'findings': return name(text)
      case 'owed': return `${word('duty', duties.get(text)?.duty)}${duties.get(text)?.item ? ` · ${name(duties.get(text)!.item!)}` : ''}`
      default: return text
    }
  }
  const all = p[side]
  return all.length === 0 ? <span className="muted">{say('none')}</span> : <>{all.map((text) => <div key={text}>{said(text)}</div>)}</>
}
