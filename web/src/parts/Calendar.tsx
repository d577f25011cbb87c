import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Empty, Grid } from 'antd'
import { Link } from 'react-router'
import { speech, useLanguage } from '../words'
import { shifted, weeksOf } from './month'

const useSay = speech({
  before: ['上个月', '上個月', 'The month before'],
  after: ['下个月', '下個月', 'The month after'],
  now: ['本月', '本月', 'This month'],
  more: ['另有 {{n}} 件', '另有 {{n}} 件', '{{n}} more'],
  today: ['今天', '今天', 'today'],
  late: ['逾期', '逾期', 'late'],
  done: ['已了结', '已了結', 'over'],
})

/** What stands on a day of the calendar; every one leads to its case. */
export interface Entry {
  id: string
  to: string
  text: string
  /** What is said of it beside its name, such as the hour. */
  aside?: string
  tone?: 'late' | 'done'
}

interface Props {
  month: string
  today: string
  days: Map<string, Entry[]>
  /** Where all of a day are listed; without that, those for which a day has no room unfold. */
  dayTo?: (day: string) => string
  /** What a month is told of in which there is nothing. */
  none: string
  onMonth: (month: string | undefined) => void
}

const perDay = 4 // more stand in the day's list, or unfold

/** Calendar shows what is due on each day of a month: a grid where there is room, a list of days on a phone. */
export function Calendar({ month, today, days, dayTo, none, onMonth }: Props) {
  const say = useSay()
  const lang = useLanguage()
  const wide = Grid.useBreakpoint().md ?? true
  const title = new Intl.DateTimeFormat(lang, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`))
  return (
    <section aria-label={title}>
      <div className="line month-head">
        <Button icon={<LeftOutlined aria-hidden />} aria-label={say('before')} title={say('before')} onClick={() => onMonth(shifted(month, -1))} />
        <h2 className="month-title" aria-live="polite">{title}</h2>
        <Button icon={<RightOutlined aria-hidden />} aria-label={say('after')} title={say('after')} onClick={() => onMonth(shifted(month, 1))} />
        <Button onClick={() => onMonth(undefined)} disabled={month === today.slice(0, 7)}>{say('now')}</Button>
      </div>
      {wide ? <Month month={month} today={today} days={days} dayTo={dayTo} /> : <DayList month={month} today={today} days={days} none={none} />}
    </section>
  )
}

type Shown = Omit<Props, 'onMonth' | 'none'>

function Month({ month, today, days, dayTo }: Shown) {
  const say = useSay()
  const lang = useLanguage()
  const weeks = weeksOf(month)
  const weekday = new Intl.DateTimeFormat(lang, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div className="rows-frame">
      <table className="month">
        <thead><tr>{weeks[0]!.map((d) => <th key={d} scope="col">{weekday.format(new Date(`${d}T00:00:00Z`))}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((d) => {
                const here = days.get(d) ?? []
                return (
                  <td key={d} className={[d.slice(0, 7) !== month && 'elsewhere', d === today && 'today'].filter(Boolean).join(' ') || undefined}>
                    <time className="month-day" dateTime={d}>{Number(d.slice(8))}{d === today && <> {say('today')}</>}</time>
                    <Day of={here.slice(0, perDay)} />
                    {here.length > perDay && <More of={here.slice(perDay)} to={dayTo?.(d)} />}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Day({ of }: { of: Entry[] }) {
  return of.length > 0 ? <ul className="plain">{of.map((e) => <li key={e.id}><One of={e} /></li>)}</ul> : null
}

function More({ of, to }: { of: Entry[]; to: string | undefined }) {
  const say = useSay()
  const more = say('more', { n: of.length })
  if (to) return <Link className="month-more" to={to}>{more}</Link>
  return <details><summary className="month-more">{more}</summary><Day of={of} /></details>
}

function DayList({ month, today, days, none }: Omit<Shown, 'dayTo'> & { none: string }) {
  const say = useSay()
  const lang = useLanguage()
  const here = weeksOf(month).flat().filter((d) => d.slice(0, 7) === month && days.has(d))
  const name = new Intl.DateTimeFormat(lang, { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' })
  if (here.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={none} />
  return (
    <div className="card-list">
      {here.map((d) => (
        <section key={d} className="tile">
          <h3 className="card-title">{name.format(new Date(`${d}T00:00:00Z`))}{d === today && <> · {say('today')}</>}</h3>
          <ul className="rows">{days.get(d)!.map((e) => <li key={e.id}><One of={e} /></li>)}</ul>
        </section>
      ))}
    </div>
  )
}

// What the ground's colour says is said in a word as well.
function One({ of: e }: { of: Entry }) {
  const say = useSay()
  return <Link className={`month-entry ${e.tone ?? ''}`} to={e.to} title={e.text}>{e.tone && <strong>{say(e.tone)} </strong>}{e.aside && <span className="month-aside">{e.aside}</span>} {e.text}</Link>
}
