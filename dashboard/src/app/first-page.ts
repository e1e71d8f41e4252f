import type { QueryClient } from '@tanstack/react-query'
import type { Router } from '@/app/router'
import { meQuery } from '@/features/account/api/account'
import { businessQuery } from '@/lib/api'

/** The business in an address, `/restaurant/today`; of `/` and of pages that are about none, nothing. */
const ABOUT_NONE = ['', 'set-up', 'all']

/** Who is signed in, their business and the page's own script: index.html has asked for all three already. Never throws: pages tell what fails. */
export async function beginFirstPage(router: Router, queries: QueryClient) {
  const business = router.history.location.pathname.split('/')[1] ?? ''
  await Promise.all([
    queries.prefetchQuery(meQuery),
    !ABOUT_NONE.includes(business) && queries.prefetchQuery(businessQuery(business)),
  ])
  if (queries.getQueryData(meQuery.queryKey)) await router.load()
}
