import { createContext, useContext } from 'react'
import type { Schemas } from '@/lib/api'
import type { LiveCall } from '@/lib/live'

export interface Here {
  /** As callers are told it now: the version that stands. */
  business: Schemas['Business']
  timezone: string
  calls: LiveCall[]
  /** Whether the live feed is. */
  connected: boolean
}

export const HereContext = createContext<Here | null>(null)

/** The business whose pages these are, and its calls as they go on. */
export function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('only inside the shell')
  return here
}

/** The path parameter that every request about it has. */
export const at = (business: { id: string }) => ({ business: business.id })
