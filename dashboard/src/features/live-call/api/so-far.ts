import type { CallEvent } from '@/lib/live'

export const MOODS = ['frustrated', 'urgent', 'hesitant'] as const
export type Mood = (typeof MOODS)[number]

export interface SoFar {
  language: string
  moods: Mood[]
  /** How long the last answer took. */
  lastMs?: number
  /** What has come of it, each once. */
  happened: string[]
  /** Who of the house speaks with the caller just now. */
  colleague: string
}

/** What a call has come to, from what happened in it. */
export function soFar(events: CallEvent[]): SoFar {
  const told: SoFar = { language: '', moods: [], happened: [], colleague: '' }
  for (const event of events) {
    if ('language' in event && event.language) told.language = event.language
    if (event.type === 'mood') told.moods = MOODS.filter((mood) => event.moods.includes(mood))
    if (event.type === 'turn.timed') told.lastMs = event.total_ms
    if (event.type === 'effect' && !told.happened.includes(event.effect)) told.happened.push(event.effect)
    if (event.type === 'colleague.on') told.colleague = event.by
    if (event.type === 'colleague.off' || event.type === 'call.started' || event.type === 'call.ended') told.colleague = ''
  }
  return told
}
