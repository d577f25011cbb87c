import { Collapse, Empty } from 'antd'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { byRound, lines, type Said } from './rounds'

const useSay = speech({
  round: ['第 {{n}} 轮', '第 {{n}} 輪', 'Round {{n}}'],
  unreadable: ['文字不可读：客户资料已销毁。', '文字不可讀：客戶資料已銷毀。', 'The texts can’t be read: the customer was forgotten.'],
  content: ['投诉内容', '投訴內容', 'The complaint'],
  reason: ['理由', '理由', 'Reason'],
  summary: ['查明情况与建议', '查明情況與建議', 'What was found and proposed'],
  text: ['内容', '內容', 'What was said'],
  result: ['上报结果', '上報結果', 'Result as reported'],
  minutes: ['会议纪要', '會議紀要', 'Minutes'],
})

type Name = Parameters<ReturnType<typeof useSay>>[0]
const named = new Set<string>(['content', 'reason', 'summary', 'text', 'result', 'minutes'])

/** What a field of an event's texts is called. */
export function useTextNames() {
  const say = useSay()
  return (field: string) => (named.has(field) ? say(field as Name) : field)
}

/** Rounds are the texts of a complaint by round, the last round open. */
export function Rounds({ texts, unit }: { texts: Said[]; unit: string }) {
  const say = useSay()
  const rounds = byRound(texts)
  if (rounds.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('unreadable')} />
  if (rounds.length === 1) return <Round said={rounds[0]!.said} unit={unit} />
  return (
    <Collapse size="small" ghost defaultActiveKey={[rounds.at(-1)!.round]}
      items={rounds.map(({ round, said }) => ({ key: round, label: <strong>{say('round', { n: round })}</strong>, children: <Round said={said} unit={unit} /> }))} />
  )
}

function Round({ said, unit }: { said: Said[]; unit: string }) {
  const { word } = useWords()
  const name = useTextNames()
  return (
    <ol className="told">
      {said.map((s) => (
        <li key={s.seq}>
          <div className="line"><strong>{word('event', s.type)}</strong><span className="muted">{wall(s.at)} · <Person id={s.actor} unit={unit} /></span></div>
          {lines(s).map(([field, text], _, all) => <p key={field} className="said">{all.length > 1 && <span className="muted">{name(field)} </span>}{text}</p>)}
        </li>
      ))}
    </ol>
  )
}
