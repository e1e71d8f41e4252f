import { keepPreviousData } from '@tanstack/react-query'
import { $api, HOME, type Schemas } from '@/lib/api'
import { daysAfter } from '@/lib/time'

export type Figures = Schemas['FiguresOut']
export type Analytics = Schemas['AnalyticsOut']

export const RANGES = [7, 30, 90] as const
export type Range = (typeof RANGES)[number]

/** Calls are listed of so many days at most. */
const MOST_DAYS_OF_CALLS = 31
const COUNTING_MS = 2_000
const ANEW_MS = 60_000

/** The last days up to and with today. */
export const stretch = (today: string, days: number) => ({ from: daysAfter(today, 1 - days), to: today })

/** Asks again soon while days are still being counted. */
export const useAnalytics = (business: string, today: string, days: Range) =>
  $api.useQuery(
    'get',
    `${HOME}/analytics`,
    { params: { path: { business }, query: stretch(today, days) } },
    { placeholderData: keepPreviousData, refetchInterval: (query) => (query.state.data?.waiting.length ? COUNTING_MS : ANEW_MS) },
  )

export const spreadsheetUrl = (business: string, today: string, days: Range) =>
  `/api/v1/businesses/${encodeURIComponent(business)}/analytics/days.csv?${new URLSearchParams({ ...stretch(today, days), bom: 'true' })}`

/** What the calls of a number are asked for by; without it, every call. */
export type Mark = 'answered' | 'alone' | 'closed' | 'busy' | 'transferred' | 'brief' | 'booked' | 'message' | 'question'

export const useCallsBehind = (business: string, mark: Mark | undefined, today: string, days: number) =>
  $api.useQuery('get', `${HOME}/analytics/calls`, {
    params: { path: { business }, query: { mark, limit: 200, ...stretch(today, Math.min(days, MOST_DAYS_OF_CALLS)) } },
  })

/** Of the calls that people made: machines are answered too, but nobody wants anything. */
export const people = (told: Figures) => told.answered - told.machines

/** A share from 0 to 1, or nothing where there is nothing to have a share of. */
export const share = (part: number, whole: number) => (whole > 0 ? part / whole : null)

/** Of what was booked, with what is only estimated. */
export const worth = (told: Figures) => Number(told.value) + Number(told.estimate ?? 0)

export interface Bar {
  label: string
  parts: readonly number[]
}

/** Days as they are, or weeks of them where there are too many for a small screen. */
export function bars(days: readonly Figures[], named: (day: string) => string, parts: (told: Figures) => readonly number[], most: number): Bar[] {
  const step = days.length > most ? 7 : 1
  const found: Bar[] = []
  for (let end = days.length; end > 0; end -= step) {
    const some = days.slice(Math.max(end - step, 0), end)
    const first = some[0]
    if (!first) continue
    const sums = some.map(parts).reduce((one, other) => one.map((value, at) => value + (other[at] ?? 0)))
    found.unshift({ label: named(first.day), parts: sums })
  }
  return found
}
