import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { $api, ApiProblem, fetches, type Schemas } from '@/lib/api'

export type Me = Schemas['Me']
export type Role = Schemas['Role']

/** Whether an answer says that nobody is signed in. */
export const isNobody = (error: unknown) => error instanceof ApiProblem && error.status === 401

/** Of a new password. */
export const LEAST_CHARACTERS = 12

/** Null: nobody is signed in. An answer, not an error: asking again must not take the form away that somebody is typing in. */
const whoever = () =>
  fetches
    .GET('/api/v1/me')
    .then(({ data }) => data ?? null)
    .catch((error: unknown) => {
      if (isNobody(error)) return null
      throw error
    })

export const ME = ['me']

export const meQuery = queryOptions({ queryKey: ME, queryFn: whoever, staleTime: 60_000 })

export const useMe = () => useQuery(meQuery)

/** Lowest first, as the API ranks them. */
const RANKS: readonly Role[] = ['read_only', 'staff', 'manager', 'owner']

/** Whether a role is as high as another, or higher. */
export const ranked = (own: Role, other: Role) => RANKS.indexOf(own) >= RANKS.indexOf(other)

/** Whether whoever is signed in has at least that role at the business: what they may not do is not offered. */
export function useMay(business: string, least: Role): boolean {
  const role = useMe().data?.businesses.find((one) => one.id === business)?.role
  return role !== undefined && ranked(role, least)
}

export const useInvitation = (token: string) =>
  $api.useQuery('get', '/api/v1/invitations/{token}', { params: { path: { token } } }, { staleTime: Infinity })

/** Another person sees other things: nothing of the last one's is kept. `then` comes before anything is asked for anew. */
function useAnotherPerson<Wish>(act: (wish: Wish) => Promise<unknown>, then?: () => void) {
  const queries = useQueryClient()
  const begin = () => {
    then?.()
    return queries.resetQueries()
  }
  return useMutation({ mutationFn: act, onSuccess: begin })
}

export const useSignIn = () => useAnotherPerson((body: Schemas['SignIn']) => fetches.POST('/api/v1/session', { body }))

export const useSignOut = () => useAnotherPerson(() => fetches.DELETE('/api/v1/session'))

export const useAccept = (token: string, then: () => void) =>
  useAnotherPerson((body: Schemas['Acceptance']) => fetches.POST('/api/v1/invitations/{token}', { params: { path: { token } }, body }), then)

/** `then` comes when it is there and whoever made it is signed in. */
export const useFirstAccount = (then?: () => void) => useAnotherPerson((body: Schemas['FirstAccount']) => fetches.POST('/api/v1/me', { body }), then)
