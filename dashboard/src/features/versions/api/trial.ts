import { useQuery } from '@tanstack/react-query'
import { ApiProblem, fetches, HOME, type Schemas } from '@/lib/api'

export type Trial = Schemas['TrialOut']
export type Result = Schemas['ResultOut']
const LOOK_MS = 1_000

const orNull = async <Data>(asked: Promise<{ data?: Data }>): Promise<Data | null> => {
  try {
    return (await asked).data ?? null
  } catch (fault) {
    if (fault instanceof ApiProblem && fault.status === 404) return null
    throw fault
  }
}

export const goesOn = (trial: Trial | null | undefined) => !!trial && !trial.done && !trial.stale

/** Whether every test was played with the draft as it is now. */
export const isTried = (trial: Trial | null | undefined) => !!trial?.done && trial.current

/** The latest trial, or null; read again and again while it goes on. */
export const useTrial = (business: string) =>
  useQuery({
    queryKey: ['get', `${HOME}/draft/trial`, business],
    queryFn: () => orNull(fetches.GET(`${HOME}/draft/trial`, { params: { path: { business } } })),
    refetchInterval: ({ state }) => (goesOn(state.data) ? LOOK_MS : false),
  })

/** When the draft will be published by itself, or what became of that; null: nothing was chosen. */
export const usePublication = (business: string) =>
  useQuery({
    queryKey: ['get', `${HOME}/draft/publication`, business],
    queryFn: () => orNull(fetches.GET(`${HOME}/draft/publication`, { params: { path: { business } } })),
  })

/** What keeps the draft back first, then what goes wrong besides, then what was mended, then the rest. */
export function inOrder(results: Result[]): Result[] {
  const rank = (one: Result) => (one.blocks ? 0 : !one.passed ? 1 : !one.passed_live ? 2 : 3)
  return [...results].sort((a, b) => rank(a) - rank(b))
}
