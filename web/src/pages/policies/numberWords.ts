import { speech } from '../../words'
import { useWords } from '../../words/house'
import { valueOf, type Placed } from './numbers'

const parts = {
  by: ['由谁做', '由誰做', 'by whom'],
  not_by: ['不得由', '不得由', 'not by'],
  within: ['时限', '時限', 'within'],
  leave: ['休假顺延', '休假順延', 'put off by leave'],
  remind: ['到期前提醒', '到期前提醒', 'reminded before'],
  'escalate.before': ['到期前多久上报', '到期前多久上報', 'escalated before'],
  'escalate.to': ['到期前上报给', '到期前上報給', 'escalated to'],
  'breach.to': ['逾期时告知', '逾期時告知', 'breach told to'],
  'breach.propose': ['逾期时提出', '逾期時提出', 'proposed on breach'],
  to: ['告知', '告知', 'told'],
  amount: ['金额', '金額', 'amount'],
  again: ['每次再罚', '每次再罰', 'charged again'],
  mode: ['执行方式', '執行方式', 'mode'],
  counted: ['按何期间计次', '按何期間計次', 'counted within'],
  'confirm.by': ['由谁确认', '由誰確認', 'confirmed by'],
  'reject.by': ['由谁驳回', '由誰駁回', 'rejected by'],
  'reverse.by': ['由谁冲销', '由誰沖銷', 'reversed by'],
  'approve_pay_cut.by': ['由谁批准绩效扣减', '由誰批准績效扣減', 'pay cut approved by'],
  delivered: ['交车后可登记的时间', '交車後可登記的時間', 'entered after the delivery within'],
  once: ['每车一份', '每車一份', 'one for each vehicle'],
  stored: ['入柜的步骤', '入櫃的步驟', 'steps of storing'],
  lost: ['遗失的罚则', '遺失的罰則', 'what a loss costs'],
  handled_event: ['何时算处理完毕', '何時算處理完畢', 'handled when'],
  identity_by: ['谁可见客户身份', '誰可見客戶身分', 'who sees the customer’s identity'],
  first_asked: ['首问负责', '首問負責', 'whoever is asked first is responsible'],
  'counting.ends_at': ['期限在一天中何时结束', '期限在一天中何時結束', 'when in the day a limit ends'],
  'counting.move_last_day': ['期限遇休息日顺延', '期限遇休息日順延', 'a limit on a day off moves on'],
  documents: ['应有资料', '應有資料', 'documents'],
  optional: ['可缺资料', '可缺資料', 'optional documents'],
  user_signs: ['须客户签字', '須客戶簽字', 'signed by the customer'],
  internal_signs: ['须内部签字', '須內部簽字', 'signed in the house'],
  faults: ['核对的问题', '核對的問題', 'faults looked for'],
  late: ['逾期移交', '逾期移交', 'handed over late'],
  parts: ['份数', '份數', 'pieces'],
  channels: ['投诉渠道', '投訴管道', 'channels'],
  intake: ['受理时须记录', '受理時須記錄', 'recorded at intake'],
  severities: ['等级', '等級', 'severities'],
  major_kinds: ['重大投诉情形', '重大投訴情形', 'kinds of major complaint'],
  natures: ['性质', '性質', 'natures'],
  media: ['告知方式', '告知方式', 'ways to tell'],
  exclude_subject: ['被投诉人回避', '被投訴人迴避', 'the person complained about is kept away'],
  backdate: ['可补记的时间', '可補記的時間', 'may be entered late by'],
  merge_window: ['可合并的间隔', '可合併的間隔', 'merged within'],
  anonymous: ['可匿名', '可匿名', 'may be anonymous'],
  currency: ['币种', '幣種', 'currency'],
  window: ['额度按之前多久的发货', '額度按之前多久的出貨', 'goods that make the limit'],
  term: ['付款期限', '付款期限', 'term of payment'],
  limit_reading: ['额度的含义', '額度的含義', 'what is limited'],
  'over.below': ['超额放行须低于额度的', '超額放行須低於額度的', 'a release above the limit is worth less than, of the limit'],
  prepay: ['可先汇款后发货', '可先匯款後出貨', 'released once the money came'],
  most_waiting: ['最多待处理的申请', '最多待處理的申請', 'requests that may wait'],
  contracts: ['合同类别', '合約類別', 'kinds of contract'],
  bearers: ['未经放行发货由谁承担', '未經放行出貨由誰承擔', 'who bears goods that left without a release'],
  bad_debt: ['坏账责任', '壞帳責任', 'who bears a bad debt'],
  grounds: ['决定的依据', '決定的依據', 'what a decision rests on'],
  terms: ['等级的条件', '等級的條件', 'terms of grade'],
  grades: ['信用等级', '信用等級', 'grades'],
  causes: ['提前重新评估的原因', '提前重新評估的原因', 'why a customer is assessed before the time'],
  days: ['付款期限', '付款期限', 'term of payment'],
} satisfies Record<string, [string, string, string]>

const usePart = speech(parts as Record<keyof typeof parts, [string, string, string]>)

/** useParts says which part of a duty, an action or a fine a number is; its place in a list is counted from 1. */
export function useParts(): (n: Placed) => string {
  const say = usePart()
  const { word } = useWords()
  return (n) => {
    const bare = n.part.replaceAll(/\[\d+\]\.?/g, '.').replaceAll(/^\.|\.$/g, '')
    const nth = /\[(\d+)\]/.exec(n.part)
    const fault = /^fines\.(.+)$/.exec(bare)?.[1]
    if (fault) return word('fault', fault)
    const name = bare in parts ? say(bare as keyof typeof parts) : bare.split('.').map((p) => (p in parts ? say(p as keyof typeof parts) : word('setting', p))).join(' · ')
    return nth ? `${name} ${Number(nth[1]) + 1}`.trim() : name
  }
}

const useSay = speech({
  second: ['{{n}} 秒', '{{n}} 秒', '{{n}} s'],
  minute: ['{{n}} 分钟', '{{n}} 分鐘', '{{n}} min'],
  hour: ['{{n}} 小时', '{{n}} 小時', '{{n}} h'],
  day: ['{{n}} 天', '{{n}} 天', '{{n}} d'],
  week: ['{{n}} 周', '{{n}} 週', '{{n}} w'],
  month: ['{{n}} 个月', '{{n}} 個月', '{{n}} months'],
  year: ['{{n}} 年', '{{n}} 年', '{{n}} y'],
  'half month': ['{{n}} 个半月期', '{{n}} 個半月期', '{{n}} half months'],
  'working minute': ['{{n}} 工作分钟', '{{n}} 工作分鐘', '{{n}} working min'],
  'working hour': ['{{n}} 工作小时', '{{n}} 工作小時', '{{n}} working h'],
  'working day': ['{{n}} 个工作日', '{{n}} 個工作日', '{{n}} working days'],
  yes: ['是', '是', 'Yes'],
  no: ['否', '否', 'No'],
  upTo: ['{{who}}：不超过 {{amount}}', '{{who}}：不超過 {{amount}}', '{{who}}: up to {{amount}}'],
  unlimited: ['{{who}}：不限', '{{who}}：不限', '{{who}}: without limit'],
  told: ['{{event}}时告知{{who}}', '{{event}}時告知{{who}}', '{{who}}, when {{event}}'],
  toldIf: ['{{event}}且为{{condition}}时告知{{who}}', '{{event}}且為{{condition}}時告知{{who}}', '{{who}}, when {{event}}, if {{condition}}'],
  calendar_month: ['自然月', '自然月', 'calendar month'],
  comma: ['、', '、', ', '],
})

// The words of a list are of the kind that its part says.
const kinds: Record<string, string> = {
  channels: 'channel', severities: 'severity', major_kinds: 'major_kind', natures: 'nature', media: 'medium', faults: 'fault', mode: 'mode',
  late: 'violation', 'breach.propose': 'kind', once: 'file', handled_event: 'event', lost: 'violation',
  contracts: 'contract', purposes: 'purpose', causes: 'cause', limit_reading: 'reading', bad_debt: 'bearing',
}

// Lists of documents, whose names their checklist has.
const papers = new Set(['documents', 'optional', 'user_signs', 'internal_signs'])

/** useValues says a value in the reader's language; what it can't read stands as the binder writes it. */
export function useValues(paper: (code: string) => string): (n: Placed) => string {
  const say = useSay()
  const { word, role } = useWords()
  return (n) => {
    const v = valueOf(n.value)
    switch (v.form) {
      case 'length':
        return say(v.unit as 'day', { n: v.n })
      case 'yes':
      case 'no':
        return say(v.form)
      case 'limit':
        return v.amount ? say('upTo', { who: role(v.who), amount: v.amount }) : say('unlimited', { who: role(v.who) })
      case 'told':
        return v.condition
          ? say('toldIf', { who: role(v.who), event: word('event', v.event), condition: word('severity', v.condition) })
          : say('told', { who: role(v.who), event: word('event', v.event) })
      case 'words': {
        const part = n.part.replaceAll(/\[\d+\]/g, '')
        const kind = part.includes('fines.') ? 'violation' : (kinds[part] ?? kinds[part.split('.')[0]!])
        if (n.value === 'calendar_month') return say('calendar_month')
        if (papers.has(n.part)) return v.words.map(paper).join(say('comma'))
        return v.words.map((w) => (kind ? word(kind, w) : role(w))).join(say('comma'))
      }
      case 'plain':
        return n.value
    }
  }
}
