import i18n from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

/** The languages of the desk, as the service names them. */
export const languages = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' } as const
export type Language = keyof typeof languages

const order: Language[] = ['zh-Hans', 'zh-Hant', 'en']
const kept = 'carebook.language'

/** What stands in the address, what was chosen before, what the browser speaks; simplified Chinese when it is none of ours. */
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

void i18n.use(initReactI18next).init({
  lng: first(),
  fallbackLng: false,
  resources: {},
  interpolation: { escapeValue: false }, // React escapes
  initAsync: false,
})

export const language = () => i18n.language as Language

const tags: Record<Language, string> = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en' }

export function speak(next: Language) {
  localStorage.setItem(kept, next)
  document.documentElement.lang = tags[next]
  void i18n.changeLanguage(next)
}
document.documentElement.lang = tags[language()]

/** What a part of the desk says, each line in simplified Chinese, traditional Chinese and English. */
export type Lines<K extends string> = Record<K, [hans: string, hant: string, en: string]>

export type Say<K extends string> = (key: K, values?: Record<string, string | number>) => string

/** speech registers what a part says and gives the hook that says it. `{{name}}` stands for a value. */
export function speech<K extends string>(part: string, lines: Lines<K>): () => Say<K> {
  order.forEach((lang, i) => {
    const bundle = Object.fromEntries(Object.entries<[string, string, string]>(lines).map(([key, texts]) => [key, texts[i]]))
    i18n.addResourceBundle(lang, part, bundle, true, true)
  })
  return function useSay() {
    const { t } = useTranslation(part, { keySeparator: false } as object)
    return (key, values) => t(key as never, values as never) as unknown as string
  }
}

export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}
