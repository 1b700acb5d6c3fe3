import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { FieldIssue, Message } from '../../domain/message/message.ts'
import { raisedText } from '../../domain/rule/gestation.ts'

export type Language = 'zh' | 'en'
const LANGUAGE_KEY = 'language'

// English is data, Chinese stands in the code: a Chinese screen loads no language file at all.
const english = import.meta.glob<Record<string, string>>('../../resources/locale/en/*.json', { import: 'default' })

/** Prepares the sentences in the language this workstation was left in. */
export async function startLanguage(): Promise<void> {
  await i18next.init({
    lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, pluralSeparator: '__', contextSeparator: '__',
    interpolation: { escapeValue: false }, initAsync: false,
  })
  const kept = localStorage.getItem(LANGUAGE_KEY)
  if (kept === 'en') await changeLanguage('en')
}

/** Changes every sentence on the screen; the choice is kept for this workstation. */
export async function changeLanguage(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const parts = await Promise.all(Object.values(english).map(load => load()))
    i18next.addResourceBundle('en', 'translation', Object.assign({}, ...parts))
  }
  localStorage.setItem(LANGUAGE_KEY, language)
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
  await i18next.changeLanguage(language)
}

/** The language the screen is in now. */
export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh')

/** The language, followed by the component that draws everything again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(
    notify => { i18next.on('languageChanged', notify); return () => i18next.off('languageChanged', notify) },
    currentLanguage,
  )
}

type Params = Readonly<Record<string, string | number>>

/** A sentence of a screen: its key and its Chinese text; English comes from resources/locale/en by the key. */
export function t(key: string, zh: string, params: Params = {}): string {
  return i18next.t(key, { ...params, defaultValue: zh })
}

/** A sentence that came from domain or core. Parameters that are Chinese words of ours are translated by the caller; a gestation is written as the screen writes it. */
export const messageText = (message: Message): string => t(message.key, message.zh, message.params && Object.fromEntries(Object.entries(message.params).map(([name, value]) => [name, typeof value === 'string' ? raisedText(value) : value])))

/** The sentence of a finding. */
export const issueText = (issue: FieldIssue): string => messageText(issue.message)
