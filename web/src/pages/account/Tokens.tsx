import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { api } from '../../api/client'
import { queries, useGet } from '../../api/query'
import type { components } from '../../api/schema'
import { ProblemNote } from '../../parts/ProblemNote'
import { useTry } from '../../parts/signin/useTry'
import { Tag } from '../../parts/Tag'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { MakeToken } from './MakeToken'
import { Part } from './Part'

type Token = components['schemas']['Token']

const useSay = speech({
  title: ['我的令牌', '我的權杖', 'My tokens'],
  about: ['令牌让程序以您的名义工作。不用的请停用。', '權杖讓程式以您的名義工作。不用的請停用。', 'With a token a program acts as you. End those that aren’t used.'],
  unnamed: ['未注明用途', '未註明用途', 'For nothing in particular'],
  none: ['没有令牌。', '沒有權杖。', 'No tokens.'],
  made: ['{{at}} 新建', '{{at}} 新建', 'made {{at}}'],
  until: ['有效至 {{at}}', '有效至 {{at}}', 'good until {{at}}'],
  always: ['没有期限', '沒有期限', 'no end'],
  make: ['新建令牌', '新建權杖', 'Make a token'],
  end: ['停用', '停用', 'End'],
  endOf: ['停用令牌 {{label}}', '停用權杖 {{label}}', 'End the token {{label}}'],
  sure: ['停用后，使用它的程序立即不能再工作。', '停用後，使用它的程式立即不能再工作。', 'Programs that use it stop at once.'],
  keep: ['保留', '保留', 'Keep it'],
})

/** Tokens are those of a person: made with a scope and an end, their text shown once. */
export function Tokens({ inPerson }: { inPerson: boolean }) {
  const say = useSay()
  const [making, make] = useState(false)
  const tokens = useGet('/tokens')
  const { run, busy, error } = useTry()
  const end = (id: string) => void run(() => api.POST('/tokens/{id}/end', { params: { path: { id } } }))
    .finally(() => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === '/tokens' || queryKey[0] === '/sessions' }))
  return (
    <Part title={say('title')} about={say('about')}>
      <ProblemNote error={tokens.error} retry={() => void tokens.refetch()} />
      <ProblemNote error={error} />
      {tokens.data?.items.length === 0 && <span className="muted">{say('none')}</span>}
      <ul className="plain stack">{tokens.data?.items.map((t) => <One key={t.id} of={t} busy={busy} onEnd={inPerson ? () => end(t.id) : undefined} />)}</ul>
      {inPerson && <div><Button type="primary" onClick={() => make(true)}>{say('make')}</Button></div>}
      <MakeToken open={making} onClose={() => make(false)} />
    </Part>
  )
}

function One({ of: t, busy, onEnd }: { of: Token; busy: boolean; onEnd: (() => void) | undefined }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <li className="ends">
      <span>
        <span className="line"><strong className="said">{t.label || say('unnamed')}</strong><Tag color={t.scope === 'read' ? 'blue' : 'orange'}>{word('scope', t.scope)}</Tag></span>
        <span className="muted">{say('made', { at: wall(t.created_at) })} · {t.expires_at ? say('until', { at: wall(t.expires_at) }) : say('always')}</span>
      </span>
      {onEnd && (
        <Popconfirm title={say('sure')} okText={say('end')} cancelText={say('keep')} onConfirm={onEnd}>
          <Button danger disabled={busy} aria-label={say('endOf', { label: t.label || say('unnamed') })}>{say('end')}</Button>
        </Popconfirm>
      )}
    </li>
  )
}
