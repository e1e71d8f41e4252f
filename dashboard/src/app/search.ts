import { type SectionName, SECTIONS } from '@/features/assistant/api/sections'
import { MOODS } from '@/features/live-call/api/so-far'
import type { CallSearch } from '@/features/calls/api/calls'

/** What stands behind `?` in an address somebody has typed or been sent: only what a page understands is kept. */
type Told = Record<string, unknown>

const line = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) || undefined : undefined)

const oneOf = <One extends string>(value: unknown, known: readonly One[]) => known.find((one) => one === value)

export const callsSearch = (told: Told): CallSearch => ({
  q: line(told.q),
  outcome: line(told.outcome),
  language: oneOf(told.language, ['en', 'es', 'pa']),
  effect: line(told.effect),
  mood: oneOf(told.mood, MOODS),
  min_usd: Number(told.min_usd) > 0 ? Math.min(Number(told.min_usd), 10_000) : undefined,
})

export interface DaySearch {
  day?: string
  view?: 'board' | 'list' | 'month'
}

export const daySearch = (told: Told): DaySearch => ({
  day: typeof told.day === 'string' && /^2[01]\d\d-\d\d-\d\d$/.test(told.day) && !Number.isNaN(Date.parse(told.day)) ? told.day : undefined,
  view: oneOf(told.view, ['board', 'list', 'month']),
})

export const assistantSearch = (told: Told): { section?: SectionName } => ({ section: oneOf(told.section, SECTIONS) })

const RANGES = [7, 30, 90] as const

export const resultsSearch = (told: Told): { days?: (typeof RANGES)[number] } => ({ days: RANGES.find((one) => one === told.days) })

export const customersSearch = (told: Told): { q?: string } => ({ q: line(told.q) })

const SETTINGS = ['limits', 'data', 'providers', 'audit', 'keys', 'webhooks'] as const

export const settingsSearch = (told: Told): { section?: (typeof SETTINGS)[number] } => ({ section: oneOf(told.section, SETTINGS) })

const GAPS = ['open', 'drafted', 'answered', 'dismissed'] as const

export const questionsSearch = (told: Told): { status?: (typeof GAPS)[number] } => ({ status: oneOf(told.status, GAPS) })
