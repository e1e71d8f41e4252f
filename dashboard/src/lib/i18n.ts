import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en, type Words } from '@/words/en'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en }
    returnNull: false
  }
}

export const LANGUAGES = { en: 'English', es: 'Español', pa: 'ਪੰਜਾਬੀ' } as const
export type InterfaceLanguage = keyof typeof LANGUAGES

const KEPT = 'firstring.language'

/** Waits for a font before its letters are first drawn: Chromium leaves some drawn without it as they are. Without it the system's will do. */
const lettersOf = (family: string, sample: string) =>
  Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 1rem '${family}'`, sample))).catch(() => undefined)

/** English comes with the page; the others when somebody wants them. */
const others: Record<Exclude<InterfaceLanguage, 'en'>, () => Promise<Words>> = {
  es: () => import('@/words/es').then((words) => words.es),
  pa: () => Promise.all([import('@/words/pa'), lettersOf('Noto Sans Gurmukhi', 'ੳ')]).then(([words]) => words.pa),
}

const isKnown = (language: string): language is InterfaceLanguage => language in LANGUAGES

/** As chosen before, else the first of the browser's languages that there is, else English. */
function wanted(): InterfaceLanguage {
  const kept = localStorage.getItem(KEPT)
  const told = [...(kept ? [kept] : []), ...navigator.languages.map((one) => one.slice(0, 2))]
  return told.find(isKnown) ?? 'en'
}

async function show(language: InterfaceLanguage) {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await others[language]())
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export async function beginWords() {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await show(wanted()).catch(() => undefined)
}

export async function speak(language: InterfaceLanguage) {
  await show(language)
  localStorage.setItem(KEPT, language)
}

export { i18next }
