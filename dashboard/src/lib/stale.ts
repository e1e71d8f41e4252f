import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { HOME } from '@/lib/api'

/** Gives the function that has everything under these paths of the business read anew: `stale('/bookings', '/holds')`. */
export function useStale() {
  const queries = useQueryClient()
  return useCallback(
    (...parts: string[]) =>
      queries.invalidateQueries({
        predicate: ({ queryKey }) => typeof queryKey[1] === 'string' && parts.some((part) => (queryKey[1] as string).startsWith(HOME + part)),
      }),
    [queries],
  )
}
