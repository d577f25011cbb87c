import { useSyncExternalStore } from 'react'

/** The languages of the desk, as the service names them. */
export const languages = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' } as const
export type Language = keyof typeof languages

const places: Record<Language, number> = { 'zh-Hans': 0, 'zh-Hant': 1, en: 2 }
const tags: Record<Language, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' }
const kept = 'carebook.language'

let now = first()
const listeners = new Set<() => void>()
document.documentElement.lang = tags[now]

/** What was chosen before, else what the browser speaks; simplified Chinese when it is none of ours. */
function first(): Language {
  const chosen = localStorage.getItem(kept)
  if (chosen && chosen in languages) return chosen as Language
  for (const tag of navigator.languages) {
    const t = tag.toLowerCase()
    if (/^zh-(hant|tw|hk|mo)/.test(t)) return 'zh-Hant'
    if (t.startsWith('zh')) return 'zh-Hans'
    if (t.startsWith('en')) return 'en'
  }
  return 'zh-Hans'
}

export const language = () => now

export function speak(next: Language) {
  localStorage.setItem(kept, next)
  document.documentElement.lang = tags[next]
  now = next
  listeners.forEach((listener) => listener())
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(listen, language)

/** What a part of the desk says, each line in simplified Chinese, traditional Chinese and English. */
export type Lines<K extends string> = Record<K, [hans: string, hant: string, en: string]>

export type Say<K extends string> = (key: K, values?: Record<string, string | number>) => string

/** speech gives the hook that says a part's lines; `{{name}}` stands for a value. */
export function speech<K extends string>(lines: Lines<K>): () => Say<K> {
  const says = Object.fromEntries(Object.entries(places).map(([lang, place]) => {
    const say: Say<K> = (key, values) => (lines[key]?.[place] ?? key).replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values?.[name] ?? hole))
    return [lang, say]
  })) as Record<Language, Say<K>>
  return () => says[useLanguage()]
}
