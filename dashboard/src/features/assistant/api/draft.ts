import { queryOptions, useQuery } from '@tanstack/react-query'
import { ApiProblem, fetches, HOME, type Schemas } from '@/lib/api'

export type Definition = Schemas['Business']
export type Draft = Schemas['DraftOut']
export type Language = 'en' | 'es' | 'pa'
export type Text = Partial<Record<Language, string>>

/** Null: there is none; whatever is begun is begun from the version that stands. */
export const draftQuery = (business: string) =>
  queryOptions({
    queryKey: ['get', `${HOME}/draft`, business],
    queryFn: ({ signal }) =>
      fetches
        .GET(`${HOME}/draft`, { params: { path: { business } }, signal })
        .then(({ data }) => data ?? null)
        .catch((error: unknown) => {
          if (error instanceof ApiProblem && error.status === 404) return null
          throw error
        }),
    staleTime: 30_000,
  })

export const useDraft = (business: string) => useQuery(draftQuery(business))

/** A part of a list, replaced. */
export const replaced = <One>(list: readonly One[], index: number, part: Partial<One>): One[] => list.map((one, at) => (at === index ? { ...one, ...part } : one))

export const without = <One>(list: readonly One[], index: number): One[] => list.filter((_, at) => at !== index)

/** The same list with one of it elsewhere. */
export function moved<One>(list: readonly One[], from: number, to: number): One[] {
  const others = without(list, from)
  return [...others.slice(0, to), list[from] as One, ...others.slice(to)]
}

/** An id from a name, as definitions have them, that none of the others has: `full_color_2`. */
export function idFrom(name: string, taken: readonly string[]): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 40) || 'item'
  if (!taken.includes(plain)) return plain
  let number = 2
  while (taken.includes(`${plain}_${number}`)) number += 1
  return `${plain}_${number}`
}

/** Without the languages in which nothing is said. */
export const spoken = (text: Text): Text => Object.fromEntries(Object.entries(text).filter(([, words]) => words.trim()))

/** A sentence with other words in one language; without words there is none in it. */
export function said(text: Text, language: Language, words: string): Text {
  const { [language]: _, ...others } = text
  return words.trim() ? { ...others, [language]: words } : others
}

/** Whether both say the same, in whatever order their fields are. */
export function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
}
