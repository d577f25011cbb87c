import { Button } from 'antd'
import { api } from '../../api/client'
import { queries } from '../../api/query'
import type { components } from '../../api/schema'
import { ProblemNote } from '../../parts/ProblemNote'
import { useTry } from '../../parts/signin/useTry'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Part } from './Part'

type Session = components['schemas']['Session']

const useSay = speech({
  title: ['我的登录', '我的登入', 'My sessions'],
  about: ['有不认识的登录，请结束它，再更改密码。', '有不認識的登入，請結束它，再更改密碼。', 'End one that you don’t know, then change your password.'],
  this: ['本次登录', '這次登入', 'This one'],
  second: ['已用第二因素', '已用第二因素', 'Second factor given'],
  begun: ['{{at}} 登录', '{{at}} 登入', 'Signed in {{at}}'],
  seen: ['最近使用 {{at}}', '最近使用 {{at}}', 'last used {{at}}'],
  ends: ['最迟 {{at}} 结束', '最遲 {{at}} 結束', 'ends {{at}} at the latest'],
  end: ['结束', '結束', 'End'],
  endOf: ['结束 {{at}} 的登录', '結束 {{at}} 的登入', 'End the session of {{at}}'],
  others: ['结束其他全部登录', '結束其他全部登入', 'End all others'],
  none: ['没有登录：您用的是请求头中的令牌。', '沒有登入：您用的是請求標頭中的權杖。', 'None: a token in the header is used.'],
})

/** Sessions are where somebody is signed in; others are ended one by one, or all at once. */
export function Sessions({ of }: { of: Session[] }) {
  const say = useSay()
  const { run, busy, error } = useTry()
  const others = of.filter((s) => !s.this_one)
  const end = (which: Session[]) => void run(async () => {
    for (const { id } of which) await api.POST('/sessions/{id}/end', { params: { path: { id } } })
  }).finally(() => void queries.invalidateQueries({ queryKey: ['/sessions'] }))
  return (
    <Part title={say('title')} about={say('about')}>
      <ProblemNote error={error} />
      {of.length === 0 && <span className="muted">{say('none')}</span>}
      <ul className="plain stack">{of.map((s) => <One key={s.id} of={s} busy={busy} onEnd={() => end([s])} />)}</ul>
      {others.length > 1 && <div><Button danger loading={busy} onClick={() => end(others)}>{say('others')}</Button></div>}
    </Part>
  )
}

function One({ of: s, busy, onEnd }: { of: Session; busy: boolean; onEnd: () => void }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <li className="ends">
      <span>
        <span className="line"><strong>{word('how', s.how)}</strong>{s.this_one && <Tag color="green">{say('this')}</Tag>}{s.second_factor_at && <Tag color="blue">{say('second')}</Tag>}</span>
        <span className="muted">{say('begun', { at: wall(s.begun_at) })} · {say('seen', { at: wall(s.seen_at) })} · {say('ends', { at: wall(s.ends_at) })}</span>
      </span>
      {!s.this_one && <Button disabled={busy} onClick={onEnd} aria-label={say('endOf', { at: wall(s.begun_at) })}>{say('end')}</Button>}
    </li>
  )
}
