import type { QueryClient } from '@tanstack/react-query'
import { dayQueries, locationOf } from '@/features/bookings/api/bookings'
import { businessQuery, type Schemas } from '@/lib/api'
import { inTasks } from '@/lib/tasks'
import { isoDay } from '@/lib/time'

/** Asks for a day, today if none is named, while the page's script is on the way. Nothing while the business itself is not known. */
export async function askDayAhead(queries: QueryClient, business: string, named: string | undefined) {
  const known = queries.getQueryData<Schemas['Business']>(businessQuery(business).queryKey)
  if (!known) return
  const { bookings, schedule, holds, misfits, waiting } = dayQueries(business, locationOf(known), named ?? isoDay(new Date(), known.timezone))
  await inTasks([
    () => queries.prefetchQuery(schedule),
    () => queries.prefetchQuery(bookings),
    () => queries.prefetchQuery(holds),
    () => queries.prefetchQuery(misfits),
    () => queries.prefetchQuery(waiting),
  ])
}
