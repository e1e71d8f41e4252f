import { useHere, at } from '@/app/here'
import { $api, HOME, type Schemas } from '@/lib/api'

export type Booking = Schemas['BookingOut']

const OFTEN_MS = 20_000

/** Everything of one local day. */
export function useDay(day: string) {
  const { business } = useHere()
  const path = at(business)
  const location = business.locations[0]?.id ?? ''
  const bookings = $api.useQuery('get', `${HOME}/bookings`, { params: { path, query: { day, location, limit: 500 } } }, { refetchInterval: OFTEN_MS })
  const schedule = $api.useQuery('get', `${HOME}/schedules`, { params: { path, query: { first: day, location } } }, { staleTime: 60_000 })
  const holds = $api.useQuery('get', `${HOME}/holds`, { params: { path } }, { refetchInterval: OFTEN_MS })
  const misfits = $api.useQuery('get', `${HOME}/out-of-place`, { params: { path } }, { refetchInterval: 60_000 })
  const waiting = $api.useQuery('get', `${HOME}/waitlist`, { params: { path, query: { day } } }, { refetchInterval: 60_000 })
  return { bookings, schedule, holds, misfits, waiting }
}
