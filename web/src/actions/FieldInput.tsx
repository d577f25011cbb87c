import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { useGet } from '../api/query'
import { PeopleSelect, PersonSelect, UnitSelect } from '../parts/People'
import { useItems } from '../parts/items'
import { speech } from '../words'
import { useWords } from '../words/house'
import { AnswersField } from './answers'
import { ComplaintSelect } from './ComplaintSelect'
import { BearersField } from './BearersField'
import { CustomerField } from './CustomerField'
import { EarlierSelect } from './EarlierSelect'
import { FileSelect } from './FileSelect'
import { DepartmentSelect, RoleSelect } from './OrganisationSelects'
import { LinesField } from './LinesField'
import { RequestsField } from './RequestsField'
import { TodoSelect } from './TodoSelect'
import { useSteps } from './useSteps'
import type { Field } from './fields'
import { ExcusesField, FindingsField, PapersField } from './papers'

/** What a form is about: the unit whose people are offered, the values that the policy takes, the zone of its clock. */
export interface About {
  unit: string
  kind?: string
  caseId?: string
  file?: string
  customer?: string
  zone: string
  choices?: Record<string, string[]>
  /** All actions that the policy of the case permits to anybody, now or later. */
  actions?: string[]
}

const useSay = speech({
  severity: ['等级', '等級', 'Severity'],
  major_kind: ['重大投诉情形', '重大投訴情形', 'Kind of major complaint'],
  nature: ['性质', '性質', 'Nature'],
  data_true: ['客户资料已核对属实', '客戶資料已核對屬實', 'The customer’s data were checked and are true'],
  subjects: ['被投诉人（将回避此案）', '被投訴人（將迴避此案）', 'Staff complained about (kept away from the case)'],
  assignee: ['承办人', '承辦人', 'Who takes over'],
  joint: ['多部门联合处理', '多部門聯合處理', 'Departments handle it together'],
  days: ['表定期限（天）', '表定期限（天）', 'Limit that the form sets, in days'],
  summary: ['查明的情况与处理建议', '查明的情況與處理建議', 'What was found and what is proposed'],
  amount: ['金额（元）', '金額（元）', 'Amount (CNY)'],
  percent: ['扣减比例（%）', '扣減比例（%）', 'Part of the pay, in per cent'],
  verdict: ['结论', '結論', 'Verdict'],
  reason: ['原因', '原因', 'Reason'],
  medium: ['方式', '方式', 'By what means'],
  text: ['内容', '內容', 'What is said'],
  settlement: ['结算方式', '結算方式', 'How it is settled'],
  result: ['上报的结果', '上報的結果', 'The result as reported'],
  minutes: ['会议纪要', '會議紀要', 'Who met, and what was resolved'],
  liable: ['承担损失的人员', '承擔損失的人員', 'Who is to bear the loss'],
  copy: ['联次', '聯次', 'Copy'],
  approved: ['核准数量', '核准數量', 'Approved quantity'],
  actual: ['实收数量', '實收數量', 'Quantity that came'],
  clause: ['依据条款', '依據條款', 'Clause that allows it'],
  into: ['并入的投诉', '併入的投訴', 'The earlier complaint'],
  signed: ['客户已签字', '客戶已簽字', 'The customer signed'],
  papers: ['移交资料', '移交資料', 'Documents handed over'],
  findings: ['发现的问题', '發現的問題', 'What is wrong'],
  excuses: ['对缓交的答复', '對緩交的答覆', 'Answers to what was excused'],
  item: ['项目', '項目', 'Item'],
  done: ['已完成', '已完成', 'Done'],
  pieces: ['件数', '件數', 'Pieces'],
  person: ['责任人', '責任人', 'Who lost or damaged them'],
  correct: ['按现在的次数重新提出', '按現在的次數重新提出', 'Propose it anew, counted as of now'],
  visitor: ['回访人', '回訪人', 'Who visits'],
  place: ['地点及须带的东西', '地點及須帶的東西', 'Where, and what to bring'],
  next_at: ['约定时间', '約定時間', 'Agreed for'],
  answers: ['问卷', '問卷', 'Questionnaire'],
  customer_kind: ['客户类型', '客戶類型', 'How the customer is to be met'],
  attachment: ['客户签字的文件', '客戶簽字的文件', 'The paper that the customer signed'],
  borrowed: ['借走了客户的资料', '借走了客戶的資料', 'Material of the customer was taken along'],
  special: ['特殊情况，须转告相关部门', '特殊情況，須轉告相關部門', 'A special case: somebody else must know'],
  fewer_calls: ['客户希望少打扰', '客戶希望少打擾', 'The customer wants fewer calls'],
  contactResult: ['联系结果', '聯繫結果', 'What it came to'],
  opening: ['事由', '事由', 'Opened with'],
  talk: ['说了什么、写了什么', '說了什麼、寫了什麼', 'What was said and written'],
  form: ['信息中已有', '信息中已有', 'The message has'],
  class: ['客户类别', '客戶類別', 'Class of the customer'],
  quality: ['优质来电，值得多次联系', '優質來電，值得多次聯繫', 'A call-in that is worth more calls'],
  key_customer: ['重点客户', '重點客戶', 'Key customer'],
  objection: ['有异议，成交受阻', '有異議，成交受阻', 'Has an objection that stands in the way'],
  agreed: ['客户约定此时致电', '客戶約定此時致電', 'The customer wanted to be called at this time'],
  anyway: ['仍要发送，信息卡将作废', '仍要發送，信息卡將作廢', 'Write all the same: the card becomes void'],
  goal: ['目标与做法', '目標與做法', 'Goals, and the way to them'],
  nextDays: ['几天后再联系（不填则按制度）', '幾天後再聯繫（不填則按制度）', 'Next contact in how many days (empty: as the policy says)'],
  stock: ['为何没有进展，怎么办', '為何沒有進展，怎麼辦', 'Why it doesn’t get on, and what is done about it'],
  follower: ['由谁跟进', '由誰跟進', 'Who follows it from now'],
  amountHelp: ['例如 800.00；无则填 0', '例如 800.00；無則填 0', 'Such as 800.00; 0 for none'],
  reference: ['单号', '單號', 'Reference'],
  year: ['年度', '年度', 'Year'],
  contract: ['合同类别', '合約類別', 'Kind of contract'],
  currency: ['币种', '幣種', 'Currency'],
  receipt: ['收款凭证号', '收款憑證號', 'Number of the receipt'],
  grade: ['信用等级', '信用等級', 'Grade'],
  cause: ['重新评估的原因', '重新評估的原因', 'Why the customer is assessed again'],
  changeNotice: ['变更所依据的文件', '變更所依據的檔案', 'The paper that the change of ownership rests on'],
  change: ['变化情况', '變化情況', 'What has changed'],
  bearers: ['承担货款的人员', '承擔貨款的人員', 'Who bears the goods'],
  planDays: ['回款计划天数', '回款計劃天數', 'Days of the collection plan'],
  payFor: ['为哪一笔发货付款（空：先付最早的）', '為哪一筆出貨付款（空：先付最早的）', 'Goods that it pays (empty: the oldest)'],
  verified: ['查实的情况', '查實的情況', 'What was verified'],
  sheet: ['评估表内容', '評估表內容', 'The assessment sheet'],
  plan: ['计划内容', '計劃內容', 'The plan'],
  moneyHelp: ['例如 800.00', '例如 800.00', 'Such as 800.00'],
  obligation: ['待办', '待辦', 'To-do'],
  authorisation: ['客户的授权书', '客戶的授權書', 'The customer’s authorisation'],
  approvedAs: ['以哪个岗位批准', '以哪個崗位批准', 'Approved as'],
  keptUntil: ['保管至', '保管至', 'Kept until'],
  keeper: ['由谁保管', '由誰保管', 'Who keeps it from now'],
  method: ['销毁方式', '銷毀方式', 'How it is destroyed'],
  destruction: ['销毁了什么、在何处、何人在场；委托机构的，写明名称与凭证', '銷毀了什麼、在何處、何人在場；委託機構的，寫明名稱與憑證', 'What was destroyed, where, and who saw it; of a firm, its name and receipt'],
  record: ['档案种类', '檔案種類', 'Kind of record'],
  case: ['案件编号', '案件編號', 'Number of the case'],
  caseHelp: ['例如 EAST-A2026-00001；须已存档。', '例如 EAST-A2026-00001；須已存檔。', 'Such as EAST-A2026-00001; its file must be stored.'],
  paper: ['纸质编号', '紙本編號', 'Number of the paper'],
  paperHelp: ['字母、数字、- / 和点；不要填写个人号码。', '字母、數字、- / 和點；不要填寫個人號碼。', 'Letters, digits, - / and points; no number of a person.'],
  whereKept: ['内容与存放位置（可不填）', '內容與存放位置（可不填）', 'What it is and where it stands, if anything'],
  asker: ['请求人', '請求人', 'Who asks'],
  channel: ['如何提出', '如何提出', 'How it was asked'],
  whatAsked: ['请求的内容（可不填；随客户资料一并删除）', '請求的內容（可不填；隨客戶資料一併刪除）', 'What was asked, if anything; it goes with the customer'],
  proof: ['如何核实', '如何核實', 'How it was checked'],
  noNumber: ['不要填写证件号码。', '不要填寫證件號碼。', 'No number of a paper belongs here.'],
  ground: ['理由', '理由', 'Ground'],
  heard: ['会告知请求人。', '會告知請求人。', 'Whoever asked hears it.'],
  looked: ['交回时检查', '交回時檢查', 'Looked at when it came back'],
  badge: ['工号', '工號', 'Number on the badge'],
  staffName: ['姓名', '姓名', 'Name'],
  role: ['岗位', '崗位', 'Role'],
  unit: ['单位', '單位', 'Unit'],
  department: ['部门（不填则为全单位）', '部門（不填則為全單位）', 'Department (empty: the whole unit)'],
  roleFrom: ['自何时起（不填则自确认时起）', '自何時起（不填則自確認時起）', 'From (empty: from when it is confirmed)'],
  roleTo: ['至何时止（不填则直到结束）', '至何時止（不填則直到結束）', 'Until (empty: until it is ended)'],
  roleEnd: ['何时结束（不填则立即）', '何時結束（不填則立即）', 'When it ends (empty: now)'],
  last_day: ['最后工作日', '最後工作日', 'Last day of work'],
  force: ['名下事项不移交，仍登记离职', '名下事項不移交，仍登記離職', 'Record it although something open names the person'],
  successor: ['移交给', '移交給', 'Handed over to'],
  fromDay: ['自哪天起（不填则立即）', '自哪天起（不填則立即）', 'From which day (empty: now)'],
  superior: ['上级（不填则无）', '上級（不填則無）', 'Who is above (empty: nobody)'],
  superiorKind: ['哪一种上级', '哪一種上級', 'In which way'],
  awayFrom: ['缺勤首日', '缺勤首日', 'First day away'],
  awayTo: ['缺勤末日（不填则未定）', '缺勤末日（不填則未定）', 'Last day away (empty: not known yet)'],
  awayUntil: ['实际的缺勤末日（填首日前一天即撤销）', '實際的缺勤末日（填首日前一天即撤銷）', 'Last day away in fact (the day before the first takes it back)'],
  substitute: ['代理人', '代理人', 'Who stands in'],
  looksAfter: ['由谁负责', '由誰負責', 'Who looks after it'],
  page: ['提前结束哪一页', '提前結束哪一頁', 'Which page ends'],
  outcome: ['结果', '結果', 'What came of it'],
  means: ['问候方式', '問候方式', 'By what means'],
  gift: ['所送礼品（不填则无）', '所送禮品（不填則無）', 'Gift that went with it, if any'],
  occasion: ['事由', '事由', 'Occasion'],
  node: ['项目节点', '項目節點', 'Point of the project'],
  toSay: ['要告知客户的内容（可不填）', '要告知客戶的內容（可不填）', 'What there is to say, if anything'],
  contact: ['见谁、在哪里（可不填）', '見誰、在哪裡（可不填）', 'Whom to see there and where, if known'],
  requests: ['申请事项', '申請事項', 'What is asked for'],
  whatFor: ['具体内容与用途', '具體內容與用途', 'What it is, and what for'],
  askedFor: ['哪一项申请', '哪一項申請', 'Which request'],
  prepared: ['已准备（须全部完成）', '已準備（須全部完成）', 'Prepared: all of it is needed'],
  calledFor: ['拜访中已做', '拜訪中已做', 'Done at the visit, as far as it was called for'],
  given: ['已赠送', '已贈送', 'What was given'],
  training: ['培训客户的分钟数（制度要求时填写）', '培訓客戶的分鐘數（制度要求時填寫）', 'Minutes for which the customer was trained, where the policy asks'],
  promises: ['对客户作出几项承诺（不填则无）', '對客戶作出幾項承諾（不填則無）', 'How many promises were made to the customer (empty: none)'],
  cameOf: ['结果与承诺内容', '結果與承諾內容', 'What came of it, and what was promised'],
  opinion: ['审阅意见', '審閱意見', 'Opinion on the report'],
  promise: ['第几项承诺', '第幾項承諾', 'Which promise, by its number'],
  howKept: ['如何兑现', '如何兌現', 'How it was kept'],
  visits: ['拜访人（不填则为本人）', '拜訪人（不填則為本人）', 'Who visits (empty: you)'],
  newVisitor: ['由谁拜访', '由誰拜訪', 'Who visits from now'],
  visitPurpose: ['拜访目的', '拜訪目的', 'What the visit is for'],
  visitObject: ['拜访对象', '拜訪對象', 'Whom it is to'],
  visitWay: ['拜访方式', '拜訪方式', 'How it is made'],
  matter: ['电话事项', '電話事項', 'What the call is about'],
  earlier_id: ['补充哪一次拜访', '補充哪一次拜訪', 'Which visit it supplements'],
  lines: ['计划内容', '計劃內容', 'Lines of the plan'],
  planText: ['说明（可不填）', '說明（可不填）', 'What else there is to say, if anything'],
  sentBack: ['退回的原因', '退回的原因', 'Why it is sent back'],
  month: ['月份', '月份', 'Month'],
  whoseMonth: ['谁的月份（不填则为本人）', '誰的月份（不填則為本人）', 'Whose month (empty: yours)'],
  activity: ['做了什么', '做了什麼', 'What was done'],
  day: ['日期', '日期', 'Day'],
  customer_id: ['客户（或填编号）', '客戶（或填編號）', 'Customer, or a number instead'],
  numbered: ['编号', '編號', 'Number'],
  show: ['巡展编号', '巡展編號', 'Number of the road show'],
  shown: ['现场照片等文件（制度要求时）', '現場照片等檔案（制度要求時）', 'A file that shows it, where the policy asks'],
  firstDay: ['首日', '首日', 'First day'],
  lastDay: ['末日', '末日', 'Last day'],
  why: ['原因（加密保存，可不填）', '原因（加密保存，可不填）', 'Reason (kept sealed; may be left out)'],
  choose: ['请选择', '請選擇', 'Choose'],
})

/** useFieldWords says what a field of a body is called. */
export function useFieldWords() {
  const say = useSay()
  return (name: string) => say(name as 'reason')
}

interface Props {
  field: Field
  about: About
  label: string
  id?: string
  value?: unknown
  checked?: boolean
  onChange?: (value: never) => void
}

/** FieldInput is the control of one field. */
export function FieldInput({ field, about, label, ...given }: Props) {
  const say = useSay()
  const control = given as { id?: string; value?: never; onChange?: never }
  switch (field.as) {
    case 'text':
      return <Input.TextArea {...control} rows={3} maxLength={field.name === 'reason' ? 2000 : 20000} />
    case 'amount':
      return <Input {...control} inputMode="decimal" placeholder={say(about.kind === 'credit' ? 'moneyHelp' : 'amountHelp')} style={{ maxWidth: 200 }} />
    case 'number':
      return <InputNumber {...control} min={0} precision={0} style={{ width: 160 }} />
    case 'yes':
      return <Checkbox {...(given as object)}>{label}</Checkbox>
    case 'person':
      return <PersonSelect {...control} unit={about.unit} label={label} />
    case 'people':
      return <PeopleSelect {...control} unit={about.unit} label={label} />
    case 'choice':
      return <Choice field={field} about={about} label={label} control={control} />
    case 'choices':
      return <Choices field={field} about={about} control={control} />
    case 'clause':
      return <ClauseSelect control={control} label={label} />
    case 'code':
      return <Input {...control} autoComplete="off" maxLength={field.name === 'case' ? 64 : 40} style={{ maxWidth: 320 }} />
    case 'bearers':
      return <BearersField {...control} about={about} />
    case 'complaint':
      return <ComplaintSelect {...control} about={about} label={label} />
    case 'moment':
      return <Input {...control} type="datetime-local" className="moment" />
    case 'day':
      return <Input {...control} type="date" className="moment" />
    case 'role':
      return <RoleSelect {...control} label={label} />
    case 'unit':
      return <UnitSelect {...control} label={label} />
    case 'department':
      return <DepartmentSelect {...control} label={label} />
    case 'todo':
      return <TodoSelect {...control} about={about} label={label} />
    case 'customer':
      return <CustomerField {...control} about={about} />
    case 'earlier':
      return <EarlierSelect {...control} about={about} label={label} />
    case 'month':
      return <Input {...control} type="month" className="moment" />
    case 'requests':
      return <RequestsField {...control} about={about} />
    case 'lines':
      return <LinesField {...control} about={about} />
    case 'file':
      return <FileSelect {...control} about={about} label={label} />
    case 'answers':
      return <AnswersField {...control} about={about} />
    case 'papers':
      return <PapersField {...control} about={about} />
    case 'findings':
      return <FindingsField {...control} about={about} />
    case 'excuses':
      return <ExcusesField {...control} about={about} />
  }
}

type Control = { control: { id?: string; value?: never; onChange?: never }; about: About; field: Field }

function useOptions(field: Field, about: About) {
  const { word, role } = useWords()
  const values = about.choices?.[field.name] ?? []
  const step = useSteps(about, field)
  const item = useItems(about.unit, about.kind === 'archive' && field.name === 'item')
  const named = (v: string) => (step(v) ?? (field.name === 'copy' || field.name === 'reference' ? v : about.kind === 'loan' && field.name === 'item' ? role(v) : field.name === 'item' ? item(v) : v.split('/').map((part) => word(field.name, part)).join(' · ') || role(v)))
  // Where others go to the customer, the customer of a lead comes to the house.
  const comes = (v: string) => about.kind === 'lead' && field.name === 'medium' && v === 'visit'
  return values.map((v) => ({ value: v, label: comes(v) ? word('event', 'came') : named(v) }))
}

/** Few values stand side by side, many in a list. */
function Choice({ field, about, label, control }: Control & { label: string }) {
  const say = useSay()
  const options = useOptions(field, about)
  if (options.length <= 5) return <Radio.Group {...control} options={options} aria-label={label} />
  return <Select {...control} aria-label={label} options={options} allowClear={!field.need} placeholder={say('choose')} showSearch={{ optionFilterProp: 'label' }} />
}

function Choices({ field, about, control }: Control) {
  return <Checkbox.Group {...control} options={useOptions(field, about)} />
}

function ClauseSelect({ control, label }: { control: Control['control']; label: string }) {
  const say = useSay()
  const { data } = useGet('/clauses', {}, { staleTime: Infinity })
  return (
    <Select {...control} aria-label={label} placeholder={say('choose')} showSearch={{ optionFilterProp: 'label' }}
      options={data?.items.map((c) => ({ value: c.id, label: `${c.id} ${c.title}` }))} />
  )
}
