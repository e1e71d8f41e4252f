import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

type Language = 'en' | 'es' | 'pa'
type Known = Record<string, { es: string; pa: string }>
type Fields = Record<string, Record<Language, string>>

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const AND = { es: ' y ', pa: ' ਅਤੇ ' }

/** Gives the function that says an English complaint or finding in another language; one that nobody has translated stays as it is.
 * The blanks of a sentence, `{}`, are said too where they are words of ours; what stands in quotation marks is the house's own. */
export function saying(known: Known, language: 'es' | 'pa'): (sentence: string) => string {
  const patterns = Object.entries(known).map(([english, others]) => {
    const parts = english.split('{}')
    return { pattern: new RegExp(`^${parts.map(escaped).join('(.+?)')}$`, 's'), quoted: parts.map((part) => part.endsWith('"')), words: others[language] }
  })
  const say = (sentence: string): string => {
    for (const { pattern, quoted, words } of patterns) {
      const found = pattern.exec(sentence)
      if (!found) continue
      const blanks = found.slice(1).map((blank, index) => (quoted[index] || blank === sentence || /^['"]/.test(blank) ? blank : say(blank)))
      return words.split('{}').reduce((told, part, index) => told + (blanks[index - 1] ?? '') + part)
    }
    const several = sentence.split(' and ')
    const each = several.map((one) => (several.length > 1 ? say(one) : one))
    return each.every((one, index) => one !== several[index]) ? each.join(AND[language]) : sentence
  }
  return say
}

/** Gives the function that says a place such as `services, "full_color", price` by the names of the page. */
export function naming(fields: Fields, language: Language): (place: string) => string {
  const called = (name: string) => fields[name]?.[language] ?? name
  return (place) =>
    fields[place]?.[language] ??
    (place.match(/"[^"]*"|[^,\s][^,]*/g) ?? [place])
      .map((part) => {
        const [, name, number] = /^(\w+) no\. (\d+)$/.exec(part) ?? []
        return name ? `${called(name)} ${called('no.')} ${number}` : called(part)
      })
      .join(', ')
}

/** Fields that a sentence names as they are in the file, `max_party: 4`, by the names of the page. */
export function withNames(fields: Fields, language: Language): (sentence: string) => string {
  const marks = language === 'es' ? '«»' : '“”'
  return (sentence) =>
    sentence.replace(/`(\w+)(: [^`]*)?`/g, (as, name: string, value = '') => {
      const called = fields[name]?.[language]
      return called ? `${marks[0]}${called}${value}${marks[1]}` : as
    })
}

const dictionary = () => import('@/words/complaints.json').then((module) => module.default as Known)
const names = () => import('@/words/fields.json').then((module) => module.default as Fields)

const faultWords = () => import('@/words/faults.json').then((module) => module.default as Known)

/** Why a test failed, in the language of the page; what was said and what was looked for stay as they are. */
export function useFaults(faults: readonly string[]): readonly string[] {
  const { i18n } = useTranslation()
  const language = i18n.language === 'es' || i18n.language === 'pa' ? i18n.language : undefined
  const known = useQuery({ queryKey: ['faults'], queryFn: faultWords, enabled: language !== undefined && faults.length > 0, staleTime: Number.POSITIVE_INFINITY }).data
  return useMemo(() => (language && known ? faults.map(saying(known, language)) : faults), [faults, known, language])
}

/** What is wrong with a definition, and where, in the language of the page; in English until its words have come. */
export function useSaid<One extends { where: string; message: string }>(told: readonly One[]): readonly One[] {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'es' || i18n.language === 'pa' ? i18n.language : 'en'
  const some = told.length > 0
  const known = useQuery({ queryKey: ['complaints'], queryFn: dictionary, enabled: some && language !== 'en', staleTime: Number.POSITIVE_INFINITY }).data
  const fields = useQuery({ queryKey: ['fields'], queryFn: names, enabled: some, staleTime: Number.POSITIVE_INFINITY }).data
  return useMemo(() => {
    const say = known && language !== 'en' ? saying(known, language) : (sentence: string) => sentence
    const name = fields ? naming(fields, language) : (place: string) => place
    const named = fields ? withNames(fields, language) : (sentence: string) => sentence
    return told.map((one) => ({ ...one, where: name(one.where), message: named(say(one.message)) }))
  }, [told, known, fields, language])
}
