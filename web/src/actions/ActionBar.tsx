import { DownOutlined, TeamOutlined } from '@ant-design/icons'
import { Alert, Button, Drawer, Dropdown, Popover, Space } from 'antd'
import { useState } from 'react'
import type { Answer } from '../api/query'
import { Clause } from '../parts/Clause'
import { ProblemNote } from '../parts/ProblemNote'
import { speech } from '../words'
import { useWords } from '../words/house'
import { useMarks } from '../words/marks'
import { ActionForm } from './ActionForm'
import { forms } from './forms'
import { useActions } from './useActions'

const useSay = speech({
  more: ['更多操作', '更多操作', 'More'],
  who: ['谁可以做什么', '誰可以做什麼', 'Who may do what'],
  others: ['现在可由他人进行的步骤', '現在可由他人進行的步驟', 'Open now to others'],
  gone: ['此步骤现在已不可进行', '此步驟現在已不可進行', 'This step isn’t open any more'],
  goneWay: ['案件在您填写期间有了进展。关闭前请先复制仍需要的内容。', '案件在您填寫期間有了進展。關閉前請先複製仍需要的內容。', 'The case moved on while you were typing. Copy what you still need before you close this.'],
  none: ['没有等待他人的步骤', '沒有等待他人的步驟', 'Nothing waits for anybody else'],
})

interface Props {
  kind: string
  id: string
  unit: string
  seq: number
  zone: string
  file?: string
  /** Actions that keep what the reader owes: they stand in front. */
  owed: string[]
  /** What forms begin with, by their action. */
  starts?: Record<string, Record<string, unknown>>
}

type Step = Answer<'/cases/{id}/actions'>['items'][number]

// What anybody may do at any time stands behind the steps of the case.
const aside = new Set(['note', 'attach', 'claim', 'reassign', 'pause', 'resume', 'void', 'withdraw', 'merge', 'reclassify', 'lose',
  'discover', 'write_off', 'ask_review', 'reassess', 'close_account', 'reopen_account', 'cancel', 'give_up', 'report_leak', 'close_page'])

/** ActionBar offers the steps that the case is open for and that the reader may take; each opens its form. */
export function ActionBar(props: Props) {
  const say = useSay()
  const { word } = useWords()
  const { data, error, refetch } = useActions(props.id)
  const [chosen, choose] = useState<Step>()
  const known = (data?.items ?? []).filter((a) => forms[props.kind]?.[a.action] && a.open)
  const mine = known.filter((a) => a.allowed)
  const front = mine.filter((a) => !aside.has(a.action)).sort((a, b) => Number(props.owed.includes(b.action)) - Number(props.owed.includes(a.action)))
  const behind = mine.filter((a) => aside.has(a.action))
  const others = known.filter((a) => !a.allowed && !aside.has(a.action))
  // A form that was opened stays, with what was typed, even when the step is no longer open.
  const current = mine.find((a) => a.action === chosen?.action) ?? chosen
  const gone = data && current && !mine.includes(current)
  return (
    <>
      <Space wrap>
        {front.map((a) => (
          <Button key={a.action} type={front.length === 1 || props.owed.includes(a.action) ? 'primary' : 'default'} onClick={() => choose(a)}>{word('action', a.action)}</Button>
        ))}
        {behind.length > 0 && (
          <Dropdown trigger={['click']} menu={{ items: behind.map((a) => ({ key: a.action, label: word('action', a.action) })), onClick: ({ key }) => choose(behind.find((a) => a.action === key)) }}>
            <Button>{say('more')} <DownOutlined aria-hidden /></Button>
          </Dropdown>
        )}
        {data && <Popover trigger="click" title={say('others')} content={<Others rows={others} none={say('none')} />}>
          <Button type="text" icon={<TeamOutlined aria-hidden />}>{say('who')}</Button>
        </Popover>}
      </Space>
      <ProblemNote error={error} retry={() => void refetch()} />
      <Drawer open={Boolean(current)} onClose={() => choose(undefined)} size={640} destroyOnHidden
        title={current && <>{word('action', current.action)} <Clause id={current.clause} /></>}>
        {current && (
          <ActionForm form={forms[props.kind]![current.action]!} action={current.action} ids={{ id: props.id }} seq={props.seq} start={props.starts?.[current.action]}
            note={gone && <Alert type="info" showIcon title={say('gone')} description={say('goneWay')} style={{ marginBottom: 12 }} role="status" />}
            about={{ unit: props.unit, kind: props.kind, caseId: props.id, file: props.file, zone: props.zone, choices: current.choices, actions: data?.items.map((a) => a.action) }}
            onDone={() => choose(undefined)} onCancel={() => choose(undefined)} />
        )}
      </Drawer>
    </>
  )
}

function Others({ rows, none }: { rows: { action: string; roles?: string[]; clause?: string }[]; none: string }) {
  const { word, role } = useWords()
  const mark = useMarks()
  if (rows.length === 0) return <>{none}</>
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18, maxWidth: 420 }}>
      {rows.map((a) => <li key={a.action}>{word('action', a.action)}{mark('is')}{a.roles?.map(role).join(mark('and'))} <Clause id={a.clause} /></li>)}
    </ul>
  )
}
