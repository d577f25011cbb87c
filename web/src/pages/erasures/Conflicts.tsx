import { Alert } from 'antd'
import { Link } from 'react-router'
import type { Erasure } from '../../api/books'
import { address } from '../../parts/address'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  none: ['没有不能删除的原因', '沒有不能刪除的原因', 'Nothing stands against it'],
  count: ['{{n}} 件', '{{n}} 件', '{{n}}'],
  way: ['请先办结这些事项；或依法限制处理、不予办理，并说明理由。其他单位的事项也计入，您可能看不到。', '請先辦結這些事項；或依法限制處理、不予辦理，並說明理由。其他單位的事項也計入，您可能看不到。', 'Bring these to their end first; or restrict the request or turn it down, and say why. Those of other units count as well, though you may not see them.'],
  complaints: ['投诉', '投訴', 'Complaints'],
  returnvisits: ['回访', '回訪', 'Return visits'],
  leads: ['销售线索', '銷售線索', 'Leads'],
  loans: ['档案借阅', '檔案借閱', 'Requests for records'],
  archives: ['车辆档案', '車輛檔案', 'Vehicle files'],
  retentions: ['档案保管', '檔案保管', 'Records kept'],
  credits: ['客户授信', '客戶授信', 'Credit accounts'],
})

// In which lists what stands against it is found.
const found = {
  open_case: ['complaints', 'archives', 'returnvisits', 'leads', 'loans', 'credits'],
  kept_file: ['archives', 'retentions'],
  unpaid_credit: ['credits'],
} as const

/** Conflicts are what stands against erasing the person now, with the lists in which it is brought to its end. */
export function Conflicts({ of: e }: { of: Erasure }) {
  const say = useSay()
  const { word } = useWords()
  if (e.conflicts.length === 0) return <Alert type="success" showIcon title={say('none')} />
  return (
    <div className="stack">
      <ul className="rows">
        {e.conflicts.map(({ what, count }) => (
          <li key={what} className="line">
            <strong>{word('conflict', what)}</strong><span>{say('count', { n: count })}</span>
            {found[what].map((list) => <Link key={list} className="in-text" to={address(`/${list}`, { customer_id: e.customer_id, running: what === 'open_case' || undefined })}>{say(list)}</Link>)}
          </li>
        ))}
      </ul>
      <p className="muted">{say('way')}</p>
    </div>
  )
}
