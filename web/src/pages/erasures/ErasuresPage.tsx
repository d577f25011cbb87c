import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { ErasureItem } from '../../api/books'
import { Listing } from '../../parts/Listing'
import { PageHead } from '../../parts/PageHead'
import { Person, UnitName } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Filters } from './Filters'

const useSay = speech({
  title: ['删除申请', '刪除申請', 'Erasure requests'],
  ask: ['登记删除请求', '登記刪除請求', 'Take a request'],
  number: ['编号', '編號', 'Number'],
  status: ['状态', '狀態', 'Status'],
  pseudonym: ['化名', '化名', 'Pseudonym'],
  asker: ['请求人', '請求人', 'Who asks'],
  recipient: ['受理人', '受理人', 'Taken by'],
  opened: ['请求', '請求', 'Asked'],
  decided: ['决定', '決定', 'Decided'],
  unit: ['单位', '單位', 'Unit'],
  empty: ['还没有删除请求。有人要求删除其资料时，在此登记。', '還沒有刪除請求。有人要求刪除其資料時，在此登記。', 'No requests yet. When somebody wants to be erased, take the request here.'],
})

/** The requests to erase somebody: who asked, and what was decided. Whom it is about stands by the pseudonym. */
export function Page() {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  const link = (e: ErasureItem) => <Link to={`/erasures/${e.id}`} onClick={(click) => click.stopPropagation()}>{e.number}</Link>
  const decided = (e: ErasureItem) => (e.decided_at ? <>{wall(e.decided_at)}{e.ground && <div className="muted">{word('ground', e.ground)}</div>}</> : <span className="muted">—</span>)
  return (
    <div className="page">
      <PageHead title={say('title')}>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void go('/erasures/new')}>{say('ask')}</Button>
      </PageHead>
      <Listing
        path="/erasures" label={say('title')} rowKey={(e) => e.id} open={(e) => void go(`/erasures/${e.id}`)} empty={say('empty')}
        params={['status', 'unit', 'customer_id', 'asker', 'running']} filters={<Filters />}
        card={(e) => (
          <div className="stack visit-card">
            <div className="line"><strong>{link(e)}</strong><span>{word('status', e.status)}</span></div>
            <div>{say('pseudonym')} <code>{e.pseudonym}</code> · {word('asker', e.asker)}</div>
            <div className="muted">{say('opened')} {wall(e.opened_at)}{e.decided_at && <> · {say('decided')} {wall(e.decided_at)}</>}</div>
          </div>
        )}
        columns={[
          { key: 'number', title: say('number'), width: 160, render: link },
          { key: 'status', title: say('status'), render: (e) => word('status', e.status) },
          { key: 'pseudonym', title: say('pseudonym'), render: (e) => <code>{e.pseudonym}</code> },
          { key: 'asker', title: say('asker'), render: (e) => <>{word('asker', e.asker)} <span className="muted">{word('channel', e.channel)}</span></> },
          { key: 'recipient', title: say('recipient'), render: (e) => <Person id={e.recipient} unit={e.unit} /> },
          { key: 'opened', title: say('opened'), width: 140, render: (e) => wall(e.opened_at), sort: 'opened_at' },
          { key: 'decided', title: say('decided'), width: 170, render: decided },
          { key: 'unit', title: say('unit'), render: (e) => <UnitName id={e.unit} /> },
        ]}
      />
    </div>
  )
}
