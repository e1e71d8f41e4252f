import type { Kind, Service } from '@/features/assistant/api/house'

export type Phase = Service['phases'][number]

export const lengthOf = (phases: readonly Phase[]) => phases.reduce((sum, one) => sum + one.minutes, 0)

/** The whole visit in one phase, as it is when there are none. */
export const wholeVisit = (minutes: number, kinds: readonly Kind[]): Phase[] => [{ minutes, occupies: [...kinds] }]

/** With the minutes that its phases add up to; without phases it keeps its own. */
export const withPhases = (phases: Phase[]): { phases: Phase[]; minutes?: number } =>
  phases.length > 0 ? { phases, minutes: lengthOf(phases) } : { phases }

/** Phases without a kind that the service does not need any more. */
export const occupying = (phases: readonly Phase[], kinds: readonly Kind[]): Phase[] =>
  phases.map((one) => ({ ...one, occupies: one.occupies.filter((kind) => kinds.includes(kind)) }))
