import type { QueryClient } from '@tanstack/react-query'
import { gapsQuery, messagesQuery, misfitsQuery, nextVisitsQuery, noticesQuery, overlaysQuery, thisMinute } from '@/features/today/api/queries'
import { nextTask } from '@/lib/tasks'

/** Asks for what the page shows while its script is still on the way, each in a task of its own: all at once, when the page is first
 * drawn, they hold up a phone for a tenth of a second. What fails is asked for again by the page, which tells it. */
export async function askAhead(queries: QueryClient, business: string) {
  const asks = [
    () => queries.prefetchQuery(noticesQuery(business)),
    () => queries.prefetchQuery(nextVisitsQuery(business, thisMinute())),
    () => queries.prefetchQuery(messagesQuery(business)),
    () => queries.prefetchQuery(overlaysQuery(business)),
    () => queries.prefetchQuery(gapsQuery(business)),
    () => queries.prefetchQuery(misfitsQuery(business)),
  ]
  for (const ask of asks) {
    void ask()
    await nextTask()
  }
}
