import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client'
import { useLanguage } from '.'
import { roleOf, wordOf } from './find'

/** What the company's words are called: of statuses, duties, actions, roles. The service has the one table of them. */
export interface HouseWords {
  /** word looks a key up under its group first (`medium.visit`), then alone (`visit`). */
  word(group: string, key: string | undefined): string
  role(key: string | undefined): string
  /** roles are all that the company knows, by what they are called. */
  roles: { value: string; label: string }[]
}

export function useWords(): HouseWords {
  const lang = useLanguage()
  const { data } = useQuery({
    queryKey: ['/words', lang],
    staleTime: Infinity,
    queryFn: async () => (await api.GET('/words')).data!,
  })
  return {
    word: (group, key) => capital(wordOf(data, group, key)),
    role: (key) => capital(roleOf(data, key)),
    roles: Object.entries(data?.roles ?? {}).map(([value, label]) => ({ value, label })),
  }
}

// The table's words stand within sentences; on buttons, tags and in cells they stand alone.
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
