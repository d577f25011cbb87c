import { Alert } from 'antd'
import { useSearchParams } from 'react-router'
import { Opening, useOpening } from '../../parts/Opening'
import { speech } from '../../words'
import { LoanForm } from './LoanForm'

const useSay = speech({
  title: ['申请借阅', '申請借閱', 'Ask for a record'],
  which: ['请先选择单位：各单位的制度规定可以申请哪些档案。', '請先選擇單位：各單位的制度規定可以申請哪些檔案。', 'Choose a unit first: its policy says which records can be asked for.'],
  none: ['此单位的制度没有借阅流程', '此單位的制度沒有借閱流程', 'This unit’s policy has no requests for records'],
  noneWay: ['请换一个单位，或请档案管理员当面办理。', '請換一個單位，或請檔案管理員當面辦理。', 'Choose another unit, or ask whoever keeps the record.'],
  denied: ['您的岗位不能在此单位申请', '您的崗位不能在此單位申請', 'Your roles ask for no records here'],
})

/** A request for a record: which one, what for, and why. */
export function Page() {
  const say = useSay()
  const [search] = useSearchParams()
  const opening = useOpening('loan')
  const { unit, policy, asked } = opening
  const offered = (policy?.choices.record?.length ?? 0) > 0
  return (
    <Opening of={opening} title={say('title')} denied={say('denied')} way={say('noneWay')}>
      {!unit && asked && <Alert type="info" showIcon title={say('which')} />}
      {policy?.allowed && !offered && <Alert type="warning" showIcon role="alert" title={say('none')} description={say('noneWay')} />}
      {unit && policy && offered && <LoanForm key={unit} unit={unit} policy={policy} start={{ case: search.get('case') ?? undefined, record: search.get('record') ?? undefined }} />}
    </Opening>
  )
}
