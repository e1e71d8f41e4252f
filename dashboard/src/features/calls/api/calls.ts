import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { fetches, HOME, type Schemas } from '@/lib/api'
import type { Mood } from '@/features/live-call/api/so-far'
import type { CallEvent } from '@/lib/live'
import { nextCursor } from '@/lib/pages'

export type CallSummary = Schemas['CallSummary']

/** The API leaves events as they travel; the page knows their shapes. */
export type CallDetail = Omit<Schemas['CallDetail'], 'transcript'> & { transcript: CallEvent[] }

export const HAPPENED = ['booking.confirmed', 'booking.changed', 'booking.cancelled', 'message.taken', 'gap.recorded', 'staff.told', 'waitlist.joined'] as const

export interface CallSearch {
  q?: string
  outcome?: string
  language?: 'en' | 'es' | 'pa'
  effect?: string
  mood?: Mood
  min_usd?: number
}

const PER_PAGE = 30

export const useCalls = (business: string, search: CallSearch) =>
  useInfiniteQuery({
    queryKey: ['get', `${HOME}/calls`, business, search],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam: cursor, signal }) => {
      const { data, response } = await fetches.GET(`${HOME}/calls`, { params: { path: { business }, query: { ...search, limit: PER_PAGE, cursor } }, signal })
      return { calls: data ?? [], next: nextCursor(response) }
    },
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export const recordingUrl = (business: string, call: string) => `/api/v1/businesses/${encodeURIComponent(business)}/calls/${encodeURIComponent(call)}/recording`

/** The calls that fit, as a file: for a spreadsheet, or every word of them. */
export function exportUrl(business: string, search: CallSearch, form: 'csv' | 'json'): string {
  const asked = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])))
  if (form === 'csv') asked.set('bom', 'true')
  return `/api/v1/businesses/${encodeURIComponent(business)}/calls.${form}?${asked}`
}
