import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '@/lib/api'
import { amount } from '@/lib/numbers'
import type { ChangeWords } from '@/words/changes'

type Change = Schemas['ChangeOut']
type Fields = Record<string, Record<'en' | 'es' | 'pa', string>>
type Sittings = [string, string][]
type Week = { days: (keyof ChangeWords['day'])[]; sittings: Sittings }
type Dated = { first: string; last: string; sittings: Sittings; reason: string }
type Entry = { name: string; price?: string; minutes?: number }
type Text = Record<string, string>

const LONGEST = 60
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
const short = (text: string) => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`)

/** Gives the function that says what a change does in Spanish or Punjabi: of its parts, as receptionist/business/diff.py says it in English. */
export function changing(words: ChangeWords, fields: Fields, language: 'es' | 'pa', currency: string): (change: Change) => string {
  const field = (name: string) => fields[name]?.[language] ?? name.replaceAll('_', ' ')
  const money = (value: unknown) => amount(Number(value), currency, language)
  const quoted = (text: string) => (language === 'es' ? `«${short(text)}»` : `“${short(text)}”`)
  const length = (minutes: number) => {
    if (minutes && minutes % 1440 === 0) return words.days(String(minutes / 1440))
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
    return [hours && words.hours(String(hours)), (rest || !hours) && words.minutes(String(rest))].filter(Boolean).join(' ')
  }
  const value = (name: string, of: unknown): string => {
    if (of === null || of === undefined || of === '' || (Array.isArray(of) && of.length === 0)) return words.nothing
    if (name === 'price') return money(of)
    if (name.endsWith('minutes') && typeof of === 'number') return length(of)
    if (name.endsWith('days') && typeof of === 'number') return words.days(String(of))
    if (typeof of === 'boolean') return of ? words.yes : words.no
    if (Array.isArray(of)) return of.map((one) => value(name.endsWith('minutes') ? name : '', one)).join(', ')
    if (typeof of === 'object') return Object.keys(of).length === 0 ? words.nothing : quoted(String((of as Text)[language] ?? Object.values(of)[0]))
    return short(String(of))
  }
  const instead = (now: string, was: string) => words.instead(now, was)
  const text = (was: Text, now: Text) => {
    const differing = [...new Set([...Object.keys(now), ...Object.keys(was)])].filter((one) => was[one] !== now[one])
    const first = differing.includes(language) ? language : (differing[0] ?? language)
    const others = differing.filter((one) => one !== first).map(field)
    const said = now[first] ? quoted(now[first]) : words.nothing
    const told = was[first] ? instead(said, quoted(was[first])) : said
    return others.length > 0 ? words.and(told, others.join(', ')) : told
  }
  const sittings = (of: Sittings) => (of.length === 0 ? words.closed : of.map(([from, to]) => words.fromTo(from, to)).join(', '))
  const week = (was: Week, now: Week) => {
    if (was.sittings.length !== now.sittings.length || now.sittings.length === 0) return instead(sittings(now.sittings), sittings(was.sittings))
    return now.sittings
      .flatMap(([opens, closes], index) => {
        const [opened, closed] = was.sittings[index] ?? ['', '']
        return [...(opens === opened ? [] : [words.opens(opens, opened)]), ...(closes === closed ? [] : [words.closes(closes, closed)])]
      })
      .join(', ')
  }
  const onIt = (of: Dated) => sittings(of.sittings) + (of.reason ? ` (${of.reason})` : '')
  const dated = (was: Dated | null, now: Dated | null) => {
    const told = now ? onIt(now) : words.asUsual
    return was ? instead(told, onIt(was)) : told
  }
  const entry = (of: Entry) => [of.name, ...(of.price ? [money(of.price)] : []), ...(of.minutes === undefined ? [] : [length(of.minutes)])].join(', ')

  return ({ kind, inside, what, was, now }) => {
    const within = (...more: string[]) => capital([...inside, ...more].join(', '))
    switch (kind) {
      case 'business': {
        const { name, numbers } = now as { name: string; numbers: string[] }
        return words.business(name, numbers.join(', '))
      }
      case 'value':
        if (what === 'price' && inside.length > 0) return `${within()}: ${words.price(value(what, was), value(what, now))}`
        return `${within(field(what))}: ${instead(value(what, now), value(what, was))}`
      case 'text':
        return `${within(field(what))}: ${text((was ?? {}) as Text, (now ?? {}) as Text)}`
      case 'added':
        return `${within(field(what), words.added)}: ${entry(now as Entry)}`
      case 'removed':
        return `${within(field(what), words.removed)}: ${(was as Entry).name}`
      case 'order':
        return `${within(field(what))}: ${words.order}`
      case 'week': {
        const [before, after] = [was as Week, now as Week]
        return `${within(...(what === 'breaks' ? [words.breaks] : []), ...after.days.map((day) => words.day[day]))}: ${week(before, after)}`
      }
      case 'dated': {
        const [before, after] = [was as Dated | null, now as Dated | null]
        const { first, last } = after ?? (before as Dated)
        return `${within(first === last ? first : words.fromTo(first, last))}: ${dated(before, after)}`
      }
    }
  }
}

const fieldNames = () => import('@/words/fields.json').then((module) => module.default as Fields)
const changeWords = () => import('@/words/changes')

/** What would change, or did, in the language of the page; in English until its words have come. */
export function useChanges(changes: readonly Change[], currency: string): readonly string[] {
  const { i18n } = useTranslation()
  const language = i18n.language === 'es' || i18n.language === 'pa' ? i18n.language : undefined
  const enabled = language !== undefined && changes.length > 0
  const words = useQuery({ queryKey: ['changes'], queryFn: changeWords, enabled, staleTime: Number.POSITIVE_INFINITY }).data
  const fields = useQuery({ queryKey: ['fields'], queryFn: fieldNames, enabled, staleTime: Number.POSITIVE_INFINITY }).data
  return useMemo(() => {
    const say = language && words && fields ? changing(words[language], fields, language, currency) : ({ said }: Change) => said
    return changes.map(say)
  }, [changes, language, words, fields, currency])
}
