import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiProblem, api } from '@/lib/api'

export interface Me {
  person: { id: string; name: string; email: string }
  businesses: { id: string; name: string; role: string }[]
  /** This machine has no accounts yet: whoever sits at it owns everything. */
  open_house: boolean
}

export interface Invitation {
  email: string
  name: string
  role: string
  /** The business's name, the agency's, or empty for every business. */
  to: string
  expires: string
}

/** Whether an answer says that nobody is signed in. */
export const isNobody = (error: unknown) => error instanceof ApiProblem && error.status === 401

/** Null: nobody is signed in. An answer, not an error: asking again must not take the form away that somebody is typing in. */
const whoever = () =>
  api.get<Me>('/me').catch((error: unknown) => {
    if (isNobody(error)) return null
    throw error
  })

export const useMe = () => useQuery({ queryKey: ['me'], queryFn: whoever, staleTime: 60_000 })

export const useInvitation = (token: string) => useQuery({ queryKey: ['invitation', token], queryFn: () => api.get<Invitation>(`/invitations/${token}`), staleTime: Infinity })

/** Another person sees other things: nothing of the last one's is kept. `then` comes before anything is asked for anew. */
function useAnotherPerson<Wish>(act: (wish: Wish) => Promise<unknown>, then?: () => void) {
  const queries = useQueryClient()
  const begin = () => {
    then?.()
    return queries.resetQueries()
  }
  return useMutation({ mutationFn: act, onSuccess: begin })
}

export const useSignIn = () => useAnotherPerson((wish: { email: string; password: string }) => api.post('/session', wish))

export const useSignOut = () => useAnotherPerson(() => api.delete('/session'))

export const useAccept = (token: string, then: () => void) => useAnotherPerson((wish: { name: string; password: string }) => api.post(`/invitations/${token}`, wish), then)
