import { Alert } from 'antd'
import type { Erasure } from '../../api/books'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  erased: ['已删除，账册中只余化名 {{pseudonym}}', '已刪除，帳冊中只餘化名 {{pseudonym}}', 'Erased: only the pseudonym {{pseudonym}} is left in the books'],
  gone: ['销毁附件 {{files}} 份，清空导入行 {{rows}} 行。', '銷毀附件 {{files}} 份，清空匯入列 {{rows}} 列。', 'Attached files destroyed: {{files}}. Rows of imports emptied: {{rows}}.'],
  swept: ['数据库文件已于 {{at}} 清除残余。', '資料庫檔案已於 {{at}} 清除殘餘。', 'The database’s own files were rid of it {{at}}.'],
  sweeping: ['数据库文件中的残余将自动清除。', '資料庫檔案中的殘餘將自動清除。', 'The database’s own files are being rid of it.'],
  restricted: ['依法仅予保存：{{ground}}', '依法僅予保存：{{ground}}', 'Kept by law only: {{ground}}'],
  restrictedWay: ['不再为该客户新立案件，资料不予显示；原因消除后即可删除，或每年复查。', '不再為該客戶新立案件，資料不予顯示；原因消除後即可刪除，或每年複查。', 'The customer gets no new case and nothing of the data is shown. Erase the person once the reason is over; it is looked at again every year.'],
})

/** Outcome is what a request has come to: the person was erased, or the data are kept by law only. */
export function Outcome({ of: e }: { of: Erasure }) {
  const say = useSay()
  const { word } = useWords()
  if (e.erased_at) {
    const swept = e.swept_at ? say('swept', { at: wall(e.swept_at) }) : say('sweeping')
    return <Alert type="success" showIcon role="status" title={say('erased', { pseudonym: e.pseudonym })} description={`${say('gone', { files: e.files, rows: e.import_rows })} ${swept}`} />
  }
  if (e.status !== 'restricted') return null
  return <Alert type="info" showIcon role="status" title={say('restricted', { ground: word('ground', e.ground) })} description={say('restrictedWay')} />
}
