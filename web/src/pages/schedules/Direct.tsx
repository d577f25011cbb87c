import { Button, Card } from 'antd'
import { useState } from 'react'
import { ActionForm } from '../../actions/ActionForm'
import { scheduleForms } from '../../actions/forms'
import type { Schedule } from '../../api/books'
import { useGet } from '../../api/query'
import { houseZone, wall } from '../../parts/time'
import { useRounds } from '../../parts/useRounds'
import { speech } from '../../words'
import { useWords } from '../../words/house'

const useSay = speech({
  pausing: ['暂停后，到期的期次不会开始；恢复后也不会自动补办。', '暫停後，到期的期次不會開始；恢復後也不會自動補辦。', 'While it is paused nothing begins, and what was missed doesn’t begin by itself afterwards.'],
  resuming: ['恢复后，以后各期按时开始。', '恢復後，以後各期按時開始。', 'Rounds to come begin in time again.'],
  triggering: ['现在就开始：{{round}}（原定 {{at}}）。到时不会再开始一次。', '現在就開始：{{round}}（原定 {{at}}）。到時不會再開始一次。', 'This begins now: {{round}}, which was to begin {{at}}. It doesn’t begin again then.'],
  backfilling: ['这些日子里应开始而没有开始的期次，现在开始。已开始的不会重复，以后的不会提前。', '這些日子裡應開始而沒有開始的期次，現在開始。已開始的不會重複，以後的不會提前。', 'Rounds of these days that haven’t begun begin now. None begins twice, and none before its time.'],
  paused: ['已暂停。', '已暫停。', 'Paused.'],
  resumed: ['已恢复。下一期：{{round}}，{{at}}。', '已恢復。下一期：{{round}}，{{at}}。', 'It goes on. Next: {{round}}, {{at}}.'],
  resumedPlain: ['已恢复。', '已恢復。', 'It goes on.'],
  triggered: ['已开始：{{round}}。', '已開始：{{round}}。', 'Begun: {{round}}.'],
  backfilled: ['已补办，开始的期次见下。', '已補辦，開始的期次見下。', 'Done: the rounds that have begun stand below.'],
  who: ['可由以下岗位办理：{{roles}}', '可由以下崗位辦理：{{roles}}', 'Who may direct it: {{roles}}'],
})

type Deed = keyof typeof scheduleForms

interface Props {
  of: Schedule
  /** Takes what came of it, in a sentence. */
  onDone: (told: string) => void
}

/** Direct offers what can be done about a schedule, to whoever may begin such cases; each deed says beforehand what follows, and afterwards what came of it. */
export function Direct({ of: s, onDone }: Props) {
  const say = useSay()
  const { word, role } = useWords()
  const { round } = useRounds()
  const [deed, choose] = useState<Deed>()
  const policy = useGet('/choices', { query: { unit: s.unit, kind: s.kind as 'campaign' } }, { staleTime: 60_000 })
  const next = s.next.find((n) => !n.begun)
  if (!policy.data) return null
  if (!policy.data.allowed) return <p className="muted">{say('who', { roles: policy.data.roles.map(role).join(' · ') })}</p>
  const deeds: Deed[] = [s.paused_at ? 'resume_schedule' : 'pause_schedule', ...(next ? ['trigger_schedule' as const] : []), 'backfill_schedule']
  const before: Record<Deed, string> = {
    pause_schedule: say('pausing'), resume_schedule: say('resuming'), backfill_schedule: say('backfilling'),
    trigger_schedule: next ? say('triggering', { round: round(next.period), at: wall(next.at) }) : '',
  }
  const after = (done: Schedule): Record<Deed, string> => {
    const coming = done.next.find((n) => !n.begun)
    return {
      pause_schedule: say('paused'), backfill_schedule: say('backfilled'),
      resume_schedule: coming ? say('resumed', { round: round(coming.period), at: wall(coming.at) }) : say('resumedPlain'),
      trigger_schedule: say('triggered', { round: next ? round(next.period) : '' }),
    }
  }
  return (
    <>
      <div className="line">{deeds.map((d) => <Button key={d} type={d === deed ? 'primary' : 'default'} aria-expanded={d === deed} onClick={() => choose(d === deed ? undefined : d)}>{word('action', d)}</Button>)}</div>
      {deed && (
        <Card size="small" title={<h3 className="card-title">{word('action', deed)}</h3>}>
          <p className="said">{before[deed]}</p>
          <ActionForm<Schedule> key={deed} form={scheduleForms[deed]} action={deed} ids={{ id: s.id }} about={{ unit: s.unit, zone: houseZone }}
            onDone={(done) => { choose(undefined); onDone(after(done)[deed]) }} onCancel={() => choose(undefined)} />
        </Card>
      )}
    </>
  )
}
