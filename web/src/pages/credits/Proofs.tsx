import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import type { Credit } from '../../api/books'
import { Clause } from '../../parts/Clause'
import { Due } from '../../parts/Due'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { Tag } from '../../parts/Tag'
import { useEvents } from '../../parts/useEvents'
import type { Terms } from '../../parts/useTerms'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { proofs, type Proof } from './proofs'

const useSay = speech({
  eligible: ['可以赊购', '可以賒購', 'Eligible for credit'],
  cash: ['只能现款提货', '只能現款提貨', 'Cash only'],
  missing: ['尚缺', '尚缺', 'Missing'],
  lapsed: ['已证明 {{year}} 年，须再证明', '已證明 {{year}} 年，須再證明', 'Proven for {{year}} only'],
  prove_archive: ['客户档案及身份证复印件', '客戶檔案及身分證影本', 'Customer archive with a copy of the ID card'],
  prove_contract: ['已签合同及结算协议', '已簽合約及結算協議', 'Signed contract with a settlement agreement'],
  prove_balance: ['{{year}} 年货款已结清', '{{year}} 年貨款已結清', 'Nothing of {{year}} is still to be received'],
  who: ['应由{{who}}提供', '應由{{who}}提供', 'To be given by: {{who}}'],
  proposed: ['初始额度 {{amount}} 待批准', '初始額度 {{amount}} 待批准', 'Starting limit of {{amount}} waits for approval'],
})

/** Proofs are what makes a customer eligible for credit: who gave each and when, or what is missing and who gives it. */
export function Proofs({ of: c, terms }: { of: Credit; terms: Terms }) {
  const say = useSay()
  const { data } = useEvents(c.id)
  const all = proofs(c, data?.pages.flatMap((p) => p.items) ?? [])
  const { eligible, proposed_limit: proposed } = c.eligibility
  return (
    <div className="stack">
      <div>
        <Tag color={eligible ? 'green' : 'orange'}>{say(eligible ? 'eligible' : 'cash')}</Tag>
        {proposed && <Tag color="gold">{say('proposed', { amount: proposed })}</Tag>}
      </div>
      <ul className="rows">{all.map((p) => <li key={p.what}><Line of={p} credit={c} clause={terms.clause(`actions.${p.what}.by`)} /></li>)}</ul>
    </div>
  )
}

function Line({ of: p, credit: c, clause }: { of: Proof; credit: Credit; clause: string | undefined }) {
  const say = useSay()
  const { word, role } = useWords()
  const e = c.eligibility
  return (
    <div className="line">
      {p.good ? <CheckCircleOutlined className="good" aria-hidden /> : <CloseCircleOutlined className="bad-mark" aria-hidden />}
      <span>{say(p.what, { year: p.year ?? '' })}</span>
      <Clause id={clause} />
      {p.what === 'prove_contract' && e.contract && <Tag>{word('contract', e.contract)}</Tag>}
      {p.at && <span className="muted">{wall(p.at)}{p.by && <> · <Person id={p.by} unit={c.unit} /></>}</span>}
      {!p.good && (
        <>
          <Tag color="orange">{p.at ? say('lapsed', { year: e.balance_year ?? '' }) : say('missing')}</Tag>
          {p.duty && <span className="muted">{say('who', { who: role(p.duty.role) })}</span>}
          {p.duty && p.duty.state === 'open' && <Due of={p.duty} />}
        </>
      )}
    </div>
  )
}
