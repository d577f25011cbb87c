import { amount, answers, bearers, choice, choices, clause, code, complaint, customer, day, department, earlier, excuses, file, final, findings, lines, moment, month, number, on, papers, people, person, remark, requests, role, text, todo, undated, unit, yes, type Form } from './fields'

const major = (v: Record<string, unknown>) => v.severity === 'major'
const met = (v: Record<string, unknown>) => v.verdict !== undefined && v.verdict !== 'waived'

/** What each action on a complaint asks for. */
const complaints: Record<string, Form> = {
  classify: on('/complaints/{id}/classify', choice('severity'), choice('major_kind', { when: major }), choice('nature', { need: false }), yes('data_true'), people('subjects')),
  assign: on('/complaints/{id}/assign', person('assignee'), yes('joint'), number('days', { need: false, when: (v) => v.joint === true })),
  report: on('/complaints/{id}/report', text('summary'), amount('amount')),
  decide: on('/complaints/{id}/decide', choice('verdict'), text('reason')),
  tell: on('/complaints/{id}/tell', choice('medium'), text('text')),
  answer: on('/complaints/{id}/answer', choice('verdict'), text('text')),
  close: on('/complaints/{id}/close', choice('settlement', { need: false }), remark('text')),
  report_result: on('/complaints/{id}/report-result', text('result')),
  prewarn: on('/complaints/{id}/prewarn', text('text')),
  relay: on('/complaints/{id}/relay', text('text')),
  convene: on('/complaints/{id}/convene', text('minutes')),
  brief: on('/complaints/{id}/brief', text('text')),
  attend: on('/complaints/{id}/attend', text('text')),
  input_marketing: on('/complaints/{id}/input-marketing', text('text')),
  input_rnd: on('/complaints/{id}/input-rnd', text('text')),
  input_service: on('/complaints/{id}/input-service', text('text')),
  join: on('/complaints/{id}/join', text('text')),
  investigate: on('/complaints/{id}/investigate', text('text')),
  track: on('/complaints/{id}/track', text('text')),
  reply: on('/complaints/{id}/reply', text('text')),
  collect: on('/complaints/{id}/collect', text('text')),
  object: on('/complaints/{id}/object', text('text')),
  sign: on('/complaints/{id}/sign', text('text')),
  pass_on: on('/complaints/{id}/pass-on', person('assignee'), text('text')),
  liability: on('/complaints/{id}/liability', text('text'), person('liable', { need: false }), amount('amount')),
  monthly_review: on('/complaints/{id}/monthly-review', choice('verdict'), text('text')),
  route: on('/complaints/{id}/route', choice('copy')),
  settle: on('/complaints/{id}/settle', number('approved', { need: false }), number('actual', { need: false }), remark('text')),
  note: on('/complaints/{id}/note', text('text')),
  reassign: on('/complaints/{id}/reassign', person('assignee'), text('reason')),
  pause: on('/complaints/{id}/pause', clause('clause'), text('reason')),
  resume: on('/complaints/{id}/resume'),
  void: on('/complaints/{id}/void', text('reason')),
  withdraw: on('/complaints/{id}/withdraw', text('reason')),
  merge: on('/complaints/{id}/merge', complaint('into'), text('reason')),
  reclassify: on('/complaints/{id}/reclassify', choice('severity'), choice('major_kind', { when: major }), choice('nature', { need: false }), people('subjects'), text('reason')),
  reopen: on('/complaints/{id}/reopen', text('reason')),
  revisit: on('/complaints/{id}/revisit', choice('verdict'), choice('medium', { when: met }), yes('signed', { when: (v) => met(v) && v.medium === 'visit' }), remark('text'), text('reason', { when: (v) => v.verdict === 'waived' })),
}

const excusing = (v: Record<string, unknown>) => ((v.papers ?? []) as { state: string }[]).some((p) => p.state === 'excused')

/** What each action on the file of a vehicle asks for. */
const archives: Record<string, Form> = {
  send: on('/archives/{id}/send', papers('papers'), text('reason', { when: excusing })),
  receive: on('/archives/{id}/receive'),
  check: on('/archives/{id}/check', findings('findings'), excuses('excuses')),
  correct: on('/archives/{id}/correct', choice('item')),
  supply: on('/archives/{id}/supply', choice('item')),
  store: on('/archives/{id}/store', choices('done')),
  stop: on('/archives/{id}/stop', choice('item'), text('reason')),
  lose: on('/archives/{id}/lose', number('pieces'), person('person', { need: false }), remark('text')),
  restore: on('/archives/{id}/restore'),
  note: on('/archives/{id}/note', text('text')),
  reassign: on('/archives/{id}/reassign', person('assignee'), text('reason')),
  pause: on('/archives/{id}/pause', clause('clause'), text('reason')),
  resume: on('/archives/{id}/resume'),
  void: on('/archives/{id}/void', text('reason')),
}

const changed = (v: Record<string, unknown>) => v.cause === 'ownership'

/** What each action on the account of a customer asks for. Goods are asked for in a form of their own. */
const credits: Record<string, Form> = {
  prove_archive: on('/credits/{id}/prove-archive'),
  prove_contract: on('/credits/{id}/prove-contract', choice('contract')),
  prove_balance: on('/credits/{id}/prove-balance', number('year')),
  propose_limit: on('/credits/{id}/propose-limit', amount('amount')),
  approve_limit: on('/credits/{id}/approve-limit', choice('verdict')),
  sign_first: on('/credits/{id}/sign-first', choice('reference'), choice('verdict')),
  sign_last: on('/credits/{id}/sign-last', choice('reference'), choice('verdict')),
  decide_special: on('/credits/{id}/decide-special', choice('reference'), choice('verdict')),
  plan: on('/credits/{id}/plan', choice('reference'), number('days', { says: 'planDays' }), remark('text', { says: 'plan' })),
  pay: on('/credits/{id}/pay', amount('amount'), code('receipt'), code('reference', { need: false, says: 'payFor' })),
  discover: on('/credits/{id}/discover', code('reference'), amount('amount'), bearers('bearers'), text('reason', { says: 'verified' })),
  write_off: on('/credits/{id}/write-off', code('reference'), text('reason')),
  ask_review: on('/credits/{id}/ask-review', code('reference'), text('reason')),
  settle_review: on('/credits/{id}/settle-review', choice('reference'), choice('verdict'), text('reason')),
  assess: on('/credits/{id}/assess', text('text', { says: 'sheet' })),
  grade: on('/credits/{id}/grade', choice('grade')),
  reassess: on('/credits/{id}/reassess', choice('cause'), file('attachment', { when: changed, need: false, says: 'changeNotice' }), remark('text', { says: 'change' })),
  close_account: on('/credits/{id}/close-account', text('reason')),
  reopen_account: on('/credits/{id}/reopen-account', text('reason')),
  note: on('/credits/{id}/note', text('text')),
  reassign: on('/credits/{id}/reassign', person('assignee'), text('reason')),
  void: on('/credits/{id}/void', text('reason')),
}

const goods = [code('reference'), amount('amount'), code('currency', { need: false })] as const

/** A request for goods, which is answered with a decision; who has no credit brings a collection plan. */
export const creditRequests = {
  credit: on('/credits/{id}/request', ...goods),
  cash: on('/credits/{id}/request', ...goods, number('plan_days', { says: 'planDays' })),
}

const inPerson = (v: Record<string, unknown>) => v.medium === 'visit'
const signed = (v: Record<string, unknown>) => inPerson(v) && v.signed === true
const displeased = (v: Record<string, unknown>) => v.verdict === 'dissatisfied'
const byLetter = (v: Record<string, unknown>) => v.verdict === 'written_reply'

/** What each action on a return visit asks for. */
const visits: Record<string, Form> = {
  assign: on('/return-visits/{id}/assign', person('visitor')),
  appoint: on('/return-visits/{id}/appoint', choice('medium'), moment('next_at'), remark('place')),
  attempt: on('/return-visits/{id}/attempt', choice('verdict'), moment('next_at', { need: false }), yes('fewer_calls', { where: 'close' }), remark('text')),
  record: on('/return-visits/{id}/record', choice('medium'), answers('answers'), choice('verdict'), yes('signed', { when: inPerson }), file('attachment', { when: signed, need: false }),
    moment('next_at', { when: displeased, need: false }), choice('customer_kind', { need: false }), remark('text'), yes('fewer_calls', { where: 'close' }), yes('borrowed', { where: 'return_material' }), yes('special', { where: 'refer' })),
  raise_issue: on('/return-visits/{id}/raise-issue', text('text'), moment('next_at')),
  answer_issue: on('/return-visits/{id}/answer-issue', choice('item'), choice('medium'), choice('verdict'), yes('signed', { when: inPerson }), file('attachment', { when: signed, need: false }),
    moment('next_at', { when: displeased, need: false }), remark('text')),
  report: on('/return-visits/{id}/report', text('text')),
  review: on('/return-visits/{id}/review', text('text')),
  waive: on('/return-visits/{id}/waive', choice('verdict'), file('attachment', { when: byLetter }), text('reason')),
  unreachable: on('/return-visits/{id}/unreachable', choice('verdict'), text('reason')),
  refer: on('/return-visits/{id}/refer', text('text')),
  return_material: on('/return-visits/{id}/return-material'),
  keep_material: on('/return-visits/{id}/keep-material', text('reason')),
  close: on('/return-visits/{id}/close', text('reason')),
  note: on('/return-visits/{id}/note', text('text')),
  reassign: on('/return-visits/{id}/reassign', person('assignee'), text('reason')),
  pause: on('/return-visits/{id}/pause', clause('clause'), text('reason')),
  resume: on('/return-visits/{id}/resume'),
  void: on('/return-visits/{id}/void', text('reason')),
}

const written = (v: Record<string, unknown>) => v.medium === 'sms' || v.medium === 'message'
const classed = (v: Record<string, unknown>) => Boolean(v.class)
const spoken = (v: Record<string, unknown>) => v.medium !== undefined && !inPerson(v)

/** What each action on a lead asks for. The ways round a refusal are offered once it came. */
const leads: Record<string, Form> = {
  sign_card: on('/leads/{id}/sign-card'),
  contact: on('/leads/{id}/contact', choice('medium'), choice('opening', { when: spoken }), choice('result', { says: 'contactResult' }), text('text', { says: 'talk' }), choices('done', { says: 'form', when: written }),
    choice('class', { need: false, when: inPerson }), yes('key_customer', { when: (v) => inPerson(v) && classed(v) }), yes('objection', { when: (v) => inPerson(v) && classed(v) }),
    yes('quality', { when: (v, policy) => spoken(v) && policy.class !== undefined }),
    yes('agreed', { when: (v) => v.medium === 'phone', after: 'outside_window' }), yes('anyway', { when: written, after: 'messages_in_a_row' })),
  sign_second: on('/leads/{id}/sign-second'),
  classify: on('/leads/{id}/classify', choice('class', { need: false }), yes('quality'), yes('key_customer'), yes('objection')),
  confirm_class: on('/leads/{id}/confirm-class'),
  plan_follow_up: on('/leads/{id}/plan-follow-up', text('text', { says: 'goal' }), number('days', { need: false, says: 'nextDays' })),
  take_stock: on('/leads/{id}/take-stock', text('text', { says: 'stock' })),
  shelve: on('/leads/{id}/shelve', text('reason')),
  win: on('/leads/{id}/win'),
  give_up: on('/leads/{id}/give-up', text('reason')),
  cancel: on('/leads/{id}/cancel', text('reason')),
  note: on('/leads/{id}/note', text('text')),
  reassign: on('/leads/{id}/reassign', person('assignee', { says: 'follower' }), text('reason')),
  pause: on('/leads/{id}/pause', clause('clause'), text('reason')),
  resume: on('/leads/{id}/resume'),
  void: on('/leads/{id}/void', text('reason')),
}

/** What each action on a request for a record asks for. */
const loans: Record<string, Form> = {
  grant: on('/loans/{id}/grant', choice('item', { need: false, says: 'approvedAs' }), file('attachment', { need: false, says: 'authorisation', after: 'authorisation_missing' })),
  deny: on('/loans/{id}/deny', text('reason')),
  withdraw: on('/loans/{id}/withdraw'),
  issue: on('/loans/{id}/issue'),
  give_back: on('/loans/{id}/give-back', choices('done', { says: 'looked' })),
  lose: on('/loans/{id}/lose', number('pieces'), person('person', { need: false }), remark('text')),
  end_access: on('/loans/{id}/end-access'),
  amend: on('/loans/{id}/amend', text('text')),
  disclose: on('/loans/{id}/disclose', text('text')),
  report_leak: on('/loans/{id}/report-leak', text('text')),
  settle_leak: on('/loans/{id}/settle-leak', text('text')),
  note: on('/loans/{id}/note', text('text')),
  reassign: on('/loans/{id}/reassign', todo('obligation'), person('assignee'), text('reason')),
  void: on('/loans/{id}/void', text('reason')),
}

/** What each action on a record that is kept asks for. */
const retentions: Record<string, Form> = {
  bind: on('/retentions/{id}/bind'),
  box: on('/retentions/{id}/box'),
  review_record: on('/retentions/{id}/review-record'),
  approve_destruction: on('/retentions/{id}/approve-destruction'),
  keep_longer: on('/retentions/{id}/keep-longer', day('until', { says: 'keptUntil' }), text('reason')),
  destroy: final(on('/retentions/{id}/destroy', choice('method'), text('text', { says: 'destruction' }))),
  note: on('/retentions/{id}/note', text('text')),
  reassign: on('/retentions/{id}/reassign', person('assignee', { says: 'keeper' }), text('reason')),
  void: on('/retentions/{id}/void', text('reason')),
}

/** What each action on a request to erase a person asks for. Who asked hears the reason. */
const erasures: Record<string, Form> = {
  identify: on('/erasures/{id}/identify', choice('proof', { help: 'noNumber' })),
  erase: final(undated(on('/erasures/{id}/erase'))),
  restrict: on('/erasures/{id}/restrict', choice('ground'), text('reason', { help: 'heard' })),
  turn_down: on('/erasures/{id}/turn-down', choice('ground'), text('reason', { help: 'heard' })),
  withdraw: on('/erasures/{id}/withdraw'),
  note: on('/erasures/{id}/note', text('text')),
  reassign: on('/erasures/{id}/reassign', person('assignee'), text('reason')),
  void: on('/erasures/{id}/void', text('reason')),
}

/** What each action on a campaign asks for. Whom it greets has a form of its own. */
const campaigns: Record<string, Form> = {
  approve_gifts: on('/campaigns/{id}/approve-gifts'),
  close_page: final(on('/campaigns/{id}/close-page', code('page'), text('reason'))),
  cancel: final(on('/campaigns/{id}/cancel', text('reason'))),
  note: on('/campaigns/{id}/note', text('text')),
  reassign: on('/campaigns/{id}/reassign', person('assignee', { says: 'looksAfter' }), text('reason')),
  pause: on('/campaigns/{id}/pause', clause('clause'), text('reason')),
  resume: on('/campaigns/{id}/resume'),
  void: on('/campaigns/{id}/void', text('reason')),
}

const greeted = (v: Record<string, unknown>) => v.outcome === 'greeted'

/** What came of greeting one customer of a campaign. */
export const greetForm = undated(on('/obligations/{id}/greet', choice('outcome'), choice('means'), choice('gift', { need: false, when: greeted })))

/** What each action on a visit to a customer asks for. */
const customerVisits: Record<string, Form> = {
  appoint: on('/visits/{id}/appoint', moment('next_at'), remark('contact')),
  ask_for: on('/visits/{id}/ask-for', requests('requests'), text('text', { says: 'whatFor' })),
  grant: on('/visits/{id}/grant', choice('item', { says: 'askedFor' })),
  deny: on('/visits/{id}/deny', choice('item', { says: 'askedFor' }), text('reason')),
  prepare: on('/visits/{id}/prepare', choices('done', { says: 'prepared' })),
  record: on('/visits/{id}/record', choices('done', { says: 'calledFor' }), choices('given'), number('minutes', { need: false, says: 'training' }), number('promises', { need: false, says: 'promises' }),
    remark('text', { says: 'cameOf' })),
  report: on('/visits/{id}/report', text('text')),
  review: on('/visits/{id}/review', text('text', { says: 'opinion' })),
  keep_promise: on('/visits/{id}/keep-promise', choice('item', { says: 'promise' }), text('text', { says: 'howKept' })),
  cancel: on('/visits/{id}/cancel', text('reason')),
  note: on('/visits/{id}/note', text('text')),
  reassign: on('/visits/{id}/reassign', person('assignee', { says: 'newVisitor' }), text('reason')),
  void: on('/visits/{id}/void', text('reason')),
}

const sentBack = (v: Record<string, unknown>) => v.verdict === 'return'

/** What each action on a person's month of visits asks for. */
const visitPlans: Record<string, Form> = {
  draft: on('/visit-plans/{id}/draft', lines('lines'), remark('text', { says: 'planText' })),
  submit: on('/visit-plans/{id}/submit'),
  decide: on('/visit-plans/{id}/decide', choice('verdict'), text('reason', { when: sentBack, says: 'sentBack' })),
  note: on('/visit-plans/{id}/note', text('text')),
  reassign: on('/visit-plans/{id}/reassign', todo('obligation'), person('assignee'), text('reason')),
  void: on('/visit-plans/{id}/void', text('reason')),
}

const ofAShow = (v: Record<string, unknown>) => v.kind === 'lead'

/** What somebody has done in a month, as it counts. */
export const activityForm = undated(on('/visit-plans/{id}/activities', choice('kind', { says: 'activity' }), day('day'), customer('customer_id'), code('number', { need: false, says: 'numbered', help: 'paperHelp' }),
  code('show', { need: false, when: ofAShow }), file('attachment', { need: false, says: 'shown' })))

/** What is done about a schedule. */
export const scheduleForms = {
  pause_schedule: undated(on('/schedules/{id}/pause', text('reason'))),
  resume_schedule: undated(on('/schedules/{id}/resume', text('reason'))),
  trigger_schedule: undated(on('/schedules/{id}/trigger', text('reason'))),
  backfill_schedule: undated(on('/schedules/{id}/backfill', day('from', { says: 'firstDay' }), day('to', { says: 'lastDay' }), text('reason'))),
}

/** namedByCase says whether a record that is kept is the file of a case; others are papers. */
export const namedByCase = (record: unknown) => record === 'vehicle_archive'

/** What is asked for when a case is opened, beside its unit and its customer. */
export const openings = {
  retention: on('/retentions', choice('record'), code('case', { when: (v) => namedByCase(v.record), help: 'caseHelp' }), code('paper', { when: (v) => !namedByCase(v.record), help: 'paperHelp' }),
    remark('text', { says: 'whereKept' })),
  campaign: on('/campaigns', choice('occasion'), choice('node', { need: false, when: (v) => v.occasion !== undefined && v.occasion !== 'news' }), remark('text', { says: 'toSay' })),
  visit: on('/visits', choice('purpose', { says: 'visitPurpose' }), choice('object', { says: 'visitObject' }), choice('way', { says: 'visitWay' }), choice('matter', { when: (v) => v.way === 'phone' }),
    earlier('earlier_id', { when: (v) => v.way === 'phone' && v.matter === 'supplement' }), person('visitor', { need: false, says: 'visits' }), moment('next_at', { need: false }), remark('contact')),
  visitplan: on('/visit-plans', month('month'), person('person', { need: false, says: 'whoseMonth' })),
  erasure: on('/erasures', choice('asker'), choice('channel'), remark('text', { says: 'whatAsked' })),
}

/** The forms of the actions on a case, by the kind of the case. */
export const forms: Record<string, Record<string, Form>> = { complaint: complaints, archive: archives, credit: credits, returnvisit: visits, lead: leads, loan: loans, retention: retentions, erasure: erasures, campaign: campaigns, visit: customerVisits, visitplan: visitPlans }

/** What can be done with one to-do, whatever its case is. */
export const todoForms = {
  claim: on('/obligations/{id}/claim'),
  reassign: on('/obligations/{id}/reassign', person('assignee'), text('reason')),
}

/** What can be decided on a ledger entry. */
export const entryForms = {
  confirm: undated(on('/entries/{id}/confirm', amount('amount', { when: (v) => v.priced === false }), number('percent', { need: false, when: (v) => v.part === true }), remark('reason'))),
  reject: undated(on('/entries/{id}/reject', text('reason'), yes('correct', { when: (v) => v.review === true }))),
  reverse: undated(on('/entries/{id}/reverse', text('reason'))),
}

const because = remark('reason', { says: 'why' })

/** What is asked for when people are administered. */
export const peopleForms = {
  add_staff: undated(on('/staff', code('code', { says: 'badge' }), code('name', { says: 'staffName' }), because)),
  propose_role: undated(on('/staff/{id}/roles', role('role'), unit('unit'), department('department'), moment('from', { need: false, says: 'roleFrom' }), moment('to', { need: false, says: 'roleTo' }), because)),
  confirm_role: undated(on('/role-proposals/{id}/confirm', because)),
  reject_role: undated(on('/role-proposals/{id}/reject', because)),
  end_role: undated(on('/staff/{id}/roles/{role}/end', moment('at', { need: false, says: 'roleEnd' }), because)),
  leave: undated(on('/staff/{id}/leave', day('last_day'), yes('force', { after: 'still_owes' }), because)),
  hand_over_duties: undated(on('/staff/{id}/hand-over', person('to', { says: 'successor' }), day('from_day', { need: false, says: 'fromDay' }), text('reason'))),
  set_superior: undated(on('/staff/{id}/superiors', choice('kind', { says: 'superiorKind' }), person('superior', { need: false }), because)),
  record_absence: undated(on('/staff/{id}/absences', day('from', { says: 'awayFrom' }), day('to', { need: false, says: 'awayTo' }), person('substitute', { need: false }), because)),
  end_absence: undated(on('/staff/{id}/absences/{absence}/end', day('to', { says: 'awayUntil' }), because)),
}
