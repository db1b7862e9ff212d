import { createI18n } from 'vue-i18n'
import adminEn from './admin.en'
import adminZh from './admin.zh'
import en from './en'
import mn from './mn'
import zh from './zh'

export const languages = { 'zh-CN': '中文', en: 'English' } as const
export type Language = keyof typeof languages

const kept = localStorage.getItem('language') as Language | null

export const words = createI18n({
  legacy: false,
  locale: kept && kept in languages ? kept : 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': { ...zh, ...adminZh }, en: { ...en, ...adminEn }, mn },
})

export const currentLanguage = () => words.global.locale.value

export function speak(language: Language) {
  words.global.locale.value = language
  document.documentElement.lang = language
  localStorage.setItem('language', language)
}
