import { Select } from 'antd'
import { queries } from '../api/query'
import { languages, speak, type Language } from '../words'

/** Languages chooses the language of the desk; what the service says is asked for again in it. */
export function Languages({ value, label }: { value: Language; label: string }) {
  return (
    <Select<Language> value={value} aria-label={label} variant="borderless" style={{ width: 110 }}
      onChange={(next) => { speak(next); void queries.invalidateQueries() }}
      options={Object.entries(languages).map(([key, text]) => ({ value: key as Language, label: text }))} />
  )
}
