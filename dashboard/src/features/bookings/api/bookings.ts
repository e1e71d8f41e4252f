import { useQuery } from '@tanstack/react-query'
import { useHere } from '@/app/here'
import { $api, HOME, type Schemas } from '@/lib/api'

export type Booking = Schemas['BookingOut']

const OFTEN_MS = 20_000

/** Everything of one local day at a location; asked for ahead by the same keys (ask-ahead.ts). */
export const dayQueries = (business: string, location: string, day: string) => {
  const path = { business }
  return {
    bookings: $api.queryOptions('get', `${HOME}/bookings`, { params: { path, query: { day, location, limit: 500 } } }, { refetchInterval: OFTEN_MS }),
    schedule: $api.queryOptions('get', `${HOME}/schedules`, { params: { path, query: { first: day, location } } }, { staleTime: 60_000 }),
    holds: $api.queryOptions('get', `${HOME}/holds`, { params: { path } }, { refetchInterval: OFTEN_MS }),
    misfits: $api.queryOptions('get', `${HOME}/out-of-place`, { params: { path } }, { refetchInterval: 60_000 }),
    waiting: $api.queryOptions('get', `${HOME}/waitlist`, { params: { path, query: { day } } }, { refetchInterval: 60_000 }),
  }
}

export const locationOf = (business: Schemas['Business']) => business.locations[0]?.id ?? ''

export function useDay(day: string) {
  const { business } = useHere()
  const asked = dayQueries(business.id, locationOf(business), day)
  return {
    bookings: useQuery(asked.bookings),
    schedule: useQuery(asked.schedule),
    holds: useQuery(asked.holds),
    misfits: useQuery(asked.misfits),
    waiting: useQuery(asked.waiting),
  }
}
