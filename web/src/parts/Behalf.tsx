import { speech } from '../words'
import { Person } from './People'
import { Tag } from './Tag'

const useSay = speech({
  behalf: ['代', '代', 'For'],
})

/** Behalf says in whose place something is somebody's: of a person who is away, for whom he stands in. Nothing where nobody is. */
export function Behalf({ of, unit }: { of: string | undefined; unit?: string }) {
  const say = useSay()
  return of ? <Tag color="purple">{say('behalf')} <Person id={of} unit={unit} /></Tag> : null
}
