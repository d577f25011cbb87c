import { Input } from 'antd'
import { useState } from 'react'

interface Props {
  label: string
  value: string | undefined
  onChange: (date: string | undefined) => void
  min?: string
  max?: string
  /** Whether it may be left empty. */
  clear?: boolean
  disabled?: boolean
}

// A year is typed digit by digit: 0202 on the way to 2026 isn't meant yet.
const meant = (date: string) => date >= '2000-01-01'

/** DateField is a date of a filter: it counts once it is whole, and shows what is typed until it is left. */
export function DateField({ label, value, onChange, min, max, clear, disabled }: Props) {
  const [typed, type] = useState<string>()
  const put = (date: string) => {
    type(date)
    if (meant(date) && !(min && date < min) && !(max && date > max)) onChange(date)
    else if (!date && clear) onChange(undefined)
  }
  return (
    <label className="line" style={{ gap: 6 }}>
      <span>{label}</span>
      <Input type="date" style={{ width: 150 }} disabled={disabled} value={typed ?? value ?? ''} min={min} max={max} onChange={(e) => put(e.target.value)} onBlur={() => type(undefined)} />
    </label>
  )
}
