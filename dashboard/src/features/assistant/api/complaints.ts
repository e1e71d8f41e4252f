import { createContext, use } from 'react'
import { type SectionName, sectionOf } from '@/features/assistant/api/sections'
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
