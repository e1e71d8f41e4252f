import type { Schemas } from '@/lib/api'

export type Entry = Schemas['AuditOut']

/** Of the audit log, the latest that are looked through. */
export const MOST_ENTRIES = 1000

/** Entries in which every word stands somewhere: who, what (in words and by its name), and to which thing. */
export function entriesWith(entries: readonly Entry[], words: string, named: (by: string) => string, said: (act: string) => string): Entry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((one) => {
    const told = `${named(one.by)} ${one.by} ${said(one.act)} ${one.act} ${one.about} ${one.at}`.toLowerCase()
    return wanted.every((word) => told.includes(word))
  })
}

export const EVENTS = ['booking.*', 'booking.confirmed', 'booking.changed', 'booking.cancelled', 'booking.arrived', 'booking.seated', 'booking.finished', 'booking.no_show'] as const
export const STATUSES = ['waiting', 'delivered', 'dead'] as const
export const SHADES = { waiting: 'warn', delivered: 'good', dead: 'danger' } as const
