import type { QueryClient } from '@tanstack/react-query'
import { gapsQuery, messagesQuery, misfitsQuery, nextVisitsQuery, noticesQuery, overlaysQuery, thisMinute } from '@/features/today/api/queries'
import { inTasks } from '@/lib/tasks'

/** Asks for what the page shows while its script is still on the way. */
export const askAhead = (queries: QueryClient, business: string) =>
  inTasks([
    () => queries.prefetchQuery(noticesQuery(business)),
    () => queries.prefetchQuery(nextVisitsQuery(business, thisMinute())),
    () => queries.prefetchQuery(messagesQuery(business)),
    () => queries.prefetchQuery(overlaysQuery(business)),
    () => queries.prefetchQuery(gapsQuery(business)),
    () => queries.prefetchQuery(misfitsQuery(business)),
  ])
