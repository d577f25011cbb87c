import { Descriptions } from 'antd'
import type { Campaign } from '../../api/books'
import { Person } from '../../parts/People'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { Occasion } from './Occasion'

const useSay = speech({
  occasion: ['事由', '事由', 'Occasion'],
  day: ['问候日', '問候日', 'Day'],
  opener: ['负责人', '負責人', 'Looked after by'],
  schedule: ['按计划自动开始', '按計劃自動開始', 'Begun by its schedule'],
  opened: ['开始', '開始', 'Begun'],
  gifts: ['可送礼品', '可送禮品', 'Gifts may go with'],
  many: ['{{n}} 位', '{{n}} 位', '{{n}}'],
  approved: ['礼品批准', '禮品批准', 'Gifts approved'],
  waits: ['尚未批准', '尚未批准', 'Not approved yet'],
  edition: ['适用制度版本', '適用制度版本', 'Edition of the policy'],
})

/** About is for what customers are greeted, on which day, who looks after it, and whether gifts may be given. */
export function About({ of: c }: { of: Campaign }) {
  const say = useSay()
  return (
    <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={[
      { key: 'occasion', label: say('occasion'), children: <Occasion of={c} /> },
      { key: 'day', label: say('day'), children: c.day },
      { key: 'opener', label: say('opener'), children: c.opener ? <Person id={c.opener} unit={c.unit} /> : say('schedule') },
      { key: 'opened', label: say('opened'), children: wall(c.opened_at) },
      ...(c.gifts > 0 ? [
        { key: 'gifts', label: say('gifts'), children: say('many', { n: c.gifts }) },
        { key: 'approved', label: say('approved'), children: c.approved_at ? <span>{wall(c.approved_at)} · <Person id={c.approved_by} unit={c.unit} /></span> : say('waits') },
      ] : []),
      { key: 'edition', label: say('edition'), children: <code className="clause">{c.edition.slice(0, 12)}</code> },
    ]} />
  )
}
