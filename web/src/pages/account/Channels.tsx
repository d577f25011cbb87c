import { Alert, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { api } from '../../api/client'
import { isProblem } from '../../api/problem'
import { queries, useGet } from '../../api/query'
import { ProblemNote } from '../../parts/ProblemNote'
import { useTry } from '../../parts/signin/useTry'
import { speech, useLanguage } from '../../words'
import { useWords } from '../../words/house'
import { chosen, offered, type Chosen, type Offered } from './choice'
import { Part } from './Part'

const useSay = speech({
  title: ['我的通知通道', '我的通知通道', 'How I am told'],
  about: [
    '所有通知都在系统内显示。另选通道的，通知也会发到那里，并在工作日早上收到当天的待办清单；都不选，则两者都不发。',
    '所有通知都在系統內顯示。另選通道的，通知也會發到那裡，並在工作日早上收到當天的待辦清單；都不選，則兩者都不發。',
    'Every notice stands at the desk. Over a channel that you choose it reaches you there as well, and so does the list of the day on the morning of each working day; choose none, and neither leaves the house.',
  ],
  none: ['本公司还没有配置通道。', '本公司還沒有設定通道。', 'The house has no channels so far.'],
  shared: ['发到全体共用的群', '發到全體共用的群', 'to a group that all share'],
  gone: ['目前不可用', '目前不可用', 'not there at the moment'],
  address: ['邮箱地址', '電子郵件地址', 'E-mail address'],
  lang: ['{{channel}}的语言', '{{channel}}的語言', 'Language over {{channel}}'],
  save: ['保存', '儲存', 'Save'],
  saved: ['已保存。', '已儲存。', 'Saved.'],
  savedOff: ['已保存：通知只在系统内显示。', '已儲存：通知只在系統內顯示。', 'Saved: notices stay at the desk.'],
})

const languages = ['zh-Hans', 'zh-Hant', 'en'] as const

/** Channels are those over which somebody is told beside the desk, and with them of the day's list; who chooses none is told at the desk alone. */
export function Channels() {
  const say = useSay()
  const house = useGet('/channels')
  const mine = useGet('/staff/me/channels')
  const { run, busy, error } = useTry()
  const [draft, change] = useState<Chosen[]>()
  const [saved, save] = useState<number>()
  const all = draft ?? mine.data?.channels ?? []
  const put = (next: Chosen[]) => { change(next); save(undefined) }
  const send = () => void run(() => api.POST('/staff/me/channels', { body: { channels: all } })).then((done) => {
    if (!done) return
    save(done.value.data?.channels.length ?? 0)
    change(undefined)
    void queries.invalidateQueries({ queryKey: ['/staff/me/channels'] })
  })
  const choices = house.data && mine.data ? offered(house.data.items, mine.data.channels) : []
  const wrong = house.error ?? mine.error
  return (
    <Part title={say('title')} about={say('about')}>
      <ProblemNote error={wrong} retry={() => { void house.refetch(); void mine.refetch() }} />
      {house.data && choices.length === 0 && <span className="muted">{say('none')}</span>}
      <ul className="plain stack">{choices.map((c) => <li key={c.channel}><One of={c} value={all.find((m) => m.channel === c.channel)} onChange={(to) => put(chosen(all, c.channel, to))} /></li>)}</ul>
      <ProblemNote error={error} retry={isProblem(error) && error.again ? send : undefined} busy={busy} />
      {saved !== undefined && <Alert type="success" showIcon role="status" title={say(saved > 0 ? 'saved' : 'savedOff')} />}
      {choices.length > 0 && <div><Button type="primary" disabled={!draft || busy} onClick={send}>{say('save')}</Button></div>}
    </Part>
  )
}

interface Props {
  of: Offered
  value: Chosen | undefined
  onChange: (value: Omit<Chosen, 'channel'> | undefined) => void
}

function One({ of: c, value, onChange }: Props) {
  const say = useSay()
  const lang = useLanguage()
  const { word } = useWords()
  const name = word('channel', c.channel)
  const said = [c.shared && say('shared'), c.gone && say('gone')].filter(Boolean).join(' · ')
  const set = (more: Omit<Chosen, 'channel'>) => onChange({ lang: value?.lang, address: value?.address, ...more })
  return (
    <div className="line">
      <Checkbox checked={Boolean(value)} onChange={(e) => onChange(e.target.checked ? (c.shared ? {} : { lang }) : undefined)}>{name}{said && <span className="muted"> · {said}</span>}</Checkbox>
      {value && c.channel === 'email' && (
        <Input className="channel-address" type="email" autoComplete="email" maxLength={254} aria-label={say('address')} placeholder={say('address')} value={value.address ?? ''} onChange={(e) => set({ address: e.target.value.trim() || undefined })} />
      )}
      {value && !c.shared && (
        <Select className="filter" aria-label={say('lang', { channel: name })} value={value.lang} onChange={(to: Chosen['lang']) => set({ lang: to })} options={languages.map((l) => ({ value: l, label: word('lang', l) }))} />
      )}
    </div>
  )
}
