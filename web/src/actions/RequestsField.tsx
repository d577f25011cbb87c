import { Checkbox, Input } from 'antd'
import type { components } from '../api/schema'
import { speech } from '../words'
import { useWords } from '../words/house'
import type { About } from './FieldInput'

type Request = components['schemas']['VisitRequest']

const useSay = speech({
  amount: ['{{what}}的金额（元，可不填）', '{{what}}的金額（元，可不填）', 'Amount of: {{what}} (CNY, may be left out)'],
})

interface Props {
  value?: Request[]
  onChange?: (value: Request[]) => void
  about: About
}

/** RequestsField ticks what is asked for before a visit, each with its amount: each has an approval of its own. */
export function RequestsField({ value = [], onChange, about }: Props) {
  const say = useSay()
  const { word } = useWords()
  const of = (what: string) => value.find((r) => r.what === what)
  const set = (what: Request['what'], request: Request | undefined) => onChange?.([...value.filter((r) => r.what !== what), ...(request ? [request] : [])])
  return (
    <div className="stack">
      {(about.choices?.requests as Request['what'][] | undefined)?.map((what) => {
        const name = word('item', what)
        return (
          <div key={what} className="line">
            <Checkbox checked={Boolean(of(what))} onChange={(e) => set(what, e.target.checked ? { what } : undefined)}>{name}</Checkbox>
            {of(what) && (
              <Input inputMode="decimal" className="filter" aria-label={say('amount', { what: name })} placeholder="150.00" value={of(what)?.amount ?? ''}
                onChange={(e) => set(what, { what, ...(e.target.value && { amount: e.target.value }) })} />
            )}
          </div>
        )
      })}
    </div>
  )
}
