import { useQuery } from '@tanstack/react-query'
import { at } from '@/app/here'
import type { Booking } from '@/features/bookings/api/bookings'
import { $api, fetches, HOME, type Schemas } from '@/lib/api'
import { nextCursor } from '@/lib/pages'
import { daysAfter, momentAt } from '@/lib/time'

const PER_PAGE = 1000
const OFTEN_MS = 60_000

/** The first day of a month so many months on; both ISO dates. */
export function monthsAfter(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10)
}

/** Whole weeks from Monday on, in which the month of `day` lies. */
export function weeksOf(day: string): string[][] {
  const first = `${day.slice(0, 8)}01`
  const weekday = (new Date(`${first}T12:00:00Z`).getUTCDay() + 6) % 7
  const weeks: string[][] = []
  for (let monday = daysAfter(first, -weekday); monday < monthsAfter(day, 1); monday = daysAfter(monday, 7)) weeks.push(Array.from({ length: 7 }, (_, index) => daysAfter(monday, index)))
  return weeks
}

export interface DaySum {
  visits: number
  people: number
}

/** What each day holds, by the clock of the place; visits that were given up count for nothing. */
export function sums(bookings: readonly Booking[]): Map<string, DaySum> {
  const found = new Map<string, DaySum>()
  for (const one of bookings) {
    if (one.status === 'cancelled' || one.status === 'no_show') continue
    const day = one.local_start.slice(0, 10)
    const { visits, people } = found.get(day) ?? { visits: 0, people: 0 }
    found.set(day, { visits: visits + 1, people: people + one.party_size })
  }
  return found
}

/** The visits and opening hours of the month of `day`. */
export function useMonth(business: Schemas['Business'], day: string) {
  const path = at(business)
  const location = business.locations[0]?.id ?? ''
  const first = `${day.slice(0, 8)}01`
  const after = monthsAfter(day, 1)
  const from = momentAt(first, '00:00', business.timezone).toISOString()
  const to = momentAt(after, '00:00', business.timezone).toISOString()
  const bookings = useQuery({
    queryKey: ['get', `${HOME}/bookings`, business.id, from, to],
    queryFn: async ({ signal }) => {
      const found: Booking[] = []
      let cursor: string | undefined
      do {
        const { data, response } = await fetches.GET(`${HOME}/bookings`, { params: { path, query: { from, to, location, limit: PER_PAGE, cursor } }, signal })
        found.push(...(data ?? []))
        cursor = nextCursor(response)
      } while (cursor)
      return found
    },
    refetchInterval: OFTEN_MS,
  })
  const schedule = $api.useQuery('get', `${HOME}/schedules`, { params: { path, query: { first, last: daysAfter(after, -1), location } } }, { staleTime: OFTEN_MS })
  return { bookings, schedule }
}
