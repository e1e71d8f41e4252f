import { useQuery } from '@tanstack/react-query'
import { createContext, use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type SectionName, sectionOf } from '@/features/assistant/api/sections'
import { dictionary, saying } from '@/features/assistant/api/translated'
import { ApiProblem } from '@/lib/api'

export type Place = readonly (string | number)[]

/** Why a definition cannot be kept: where in it, the same in words, and what to do. */
export interface Complaint {
  at: Place
  where: string
  message: string
}

export function complaintsOf(error: unknown): Complaint[] {
  if (!(error instanceof ApiProblem) || !Array.isArray(error.more.errors)) return []
  return (error.more.errors as Complaint[]).filter((one) => Array.isArray(one.at))
}

/** The same in the language of the page; in English until its words have come. */
export function useSaid(complaints: readonly Complaint[]): readonly Complaint[] {
  const { i18n } = useTranslation()
  const language = i18n.language === 'es' || i18n.language === 'pa' ? i18n.language : null
  const known = useQuery({ queryKey: ['complaints'], queryFn: dictionary, enabled: !!language && complaints.length > 0, staleTime: Number.POSITIVE_INFINITY }).data
  return useMemo(() => {
    if (!known || !language) return complaints
    const say = saying(known, language)
    return complaints.map((one) => ({ ...one, message: say(one.message) }))
  }, [complaints, known, language])
}

const begins = (at: Place, place: Place) => place.every((part, index) => at[index] === part)

/** Those about this place and what is in it. */
export const within = (complaints: readonly Complaint[], place: Place) => complaints.filter(({ at }) => begins(at, place))

/** What is said of a field: of the very place, or of something in it. */
export const saidOf = (complaints: readonly Complaint[], place: Place) => within(complaints, place)[0]?.message

/** Those about an entry which none of its fields shows beside itself. */
export const rest = (complaints: readonly Complaint[], place: Place, fields: readonly string[]) =>
  within(complaints, place).filter(({ at }) => !fields.includes(String(at[place.length])))

export const sectionsWithComplaints = (complaints: readonly Complaint[]): ReadonlySet<SectionName> =>
  new Set(complaints.map(({ at }) => sectionOf(String(at[0]))))

export const Complaints = createContext<readonly Complaint[]>([])

export const useComplaints = () => use(Complaints)
