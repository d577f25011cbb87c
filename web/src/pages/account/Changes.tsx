import type { components } from '../../api/schema'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { Part } from './Part'

const useSay = speech({
  title: ['最近 90 天的变化', '最近 90 天的變化', 'What changed in 90 days'],
  about: ['不是您做的，请更改密码，并告诉管理员。', '不是您做的，請更改密碼，並告訴管理員。', 'If it wasn’t you, change your password and tell an administrator.'],
  none: ['没有变化。', '沒有變化。', 'Nothing.'],
})

/** Changes are what changed among somebody's ways in. */
export function Changes({ of }: { of: components['schemas']['CredentialChange'][] }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <Part title={say('title')} about={say('about')}>
      {of.length === 0 && <span className="muted">{say('none')}</span>}
      <ul className="plain stack">{of.map((c) => <li key={`${c.at} ${c.what}`} className="ends"><span>{word('change', c.what)}</span><span className="muted">{wall(c.at)}{c.by && <> · <Person id={c.by} /></>}</span></li>)}</ul>
    </Part>
  )
}
