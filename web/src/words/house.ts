import { useQuery } from '@tanstack/react-query'
import { api } from '../api/client'
import { useLanguage } from '.'

/** What the company's words are called: of statuses, duties, actions, roles. The service has the one table of them. */
export interface HouseWords {
  /** word looks a key up under its group first (`medium.visit`), then alone (`visit`). */
  word(group: string, key: string | undefined): string
  role(key: string | undefined): string
}

export function useWords(): HouseWords {
  const lang = useLanguage()
  const { data } = useQuery({
    queryKey: ['/words', lang],
    staleTime: Infinity,
    queryFn: async () => (await api.GET('/words')).data!,
  })
  return {
    word: (group, key) => (key ? (data?.words[`${group}.${key}`] ?? data?.words[key] ?? plain(key)) : ''),
    role: (key) => (key ? (data?.roles[key] ?? data?.words[key] ?? plain(key)) : ''),
  }
}

const plain = (key: string) => key.replaceAll('_', ' ')
