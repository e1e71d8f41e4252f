import type { Schemas } from '@/lib/api'

type Booking = Schemas['BookingOut']
type Hold = Schemas['HoldOut']
type Schedule = Schemas['ScheduleOut']

/** On the board's own clock, which has no zone: `2026-11-27T20:00:00`. */
export const wall = (local: string) => local.slice(0, 19)

export interface Block {
  id: string
  kind: 'visit' | 'hold' | 'busy'
  title: string
  start: string
  end: string
  resourceIds: string[]
}

/** Where the wall clock stands at `end`, counted from `local_start`: a visit's end comes only in UTC. */
export function wallEnd(local: string, start: string, end: string): string {
  const length = Date.parse(end) - Date.parse(start)
  return new Date(Date.parse(`${wall(local)}Z`) + length).toISOString().slice(0, 19)
}

/** What stands on the board: visits that count, holds, and what a calendar says is taken. */
export function blocksOf(bookings: Booking[], holds: Hold[], schedule: Schedule, words: { hold: string; busy: string; nobody: string }): Block[] {
  const visits = bookings
    .filter((one) => one.status !== 'cancelled' && one.status !== 'no_show')
    .map((one): Block => {
      const party = one.party_size > 1 ? ` · ${one.party_size}` : ''
      return { id: one.id, kind: 'visit', title: `${one.customer.name || words.nobody}${party}`, start: wall(one.local_start), end: wallEnd(one.local_start, one.start, one.end), resourceIds: one.resources }
    })
  const kept = holds.map((one): Block => ({
    id: `hold:${one.id}`, kind: 'hold', title: words.hold, start: wall(one.local_start), end: wallEnd(one.local_start, one.start, one.end), resourceIds: one.resources,
  }))
  const busy = schedule.resources.flatMap((one) =>
    one.busy.map((span, index): Block => ({ id: `busy:${one.resource}:${index}`, kind: 'busy', title: words.busy, start: wall(span.local_start), end: wall(span.local_end), resourceIds: [one.resource] })),
  )
  return [...visits, ...kept, ...busy]
}

/** The hours that the board shows, as far as the house is open or booked: `17:00:00` to `26:00:00`, which is two at night. */
export function hoursOf(day: string, schedule: Schedule, blocks: Block[]): { from: string; to: string } {
  const hour = (moment: string) => (Date.parse(`${moment}Z`) - Date.parse(`${day}T00:00:00Z`)) / 3_600_000
  const open = schedule.days.flatMap((one) => one.open)
  const starts = [...open.map((span) => hour(wall(span.local_start))), ...blocks.map((one) => hour(one.start))].filter((one) => one >= 0)
  const ends = [...open.map((span) => hour(wall(span.local_end))), ...blocks.map((one) => hour(one.end))]
  const from = starts.length ? Math.max(0, Math.floor(Math.min(...starts))) : 9
  const to = ends.length ? Math.min(30, Math.max(from + 1, Math.ceil(Math.max(...ends)))) : 17
  const clock = (hours: number) => `${String(hours).padStart(2, '0')}:00:00`
  return { from: clock(from), to: clock(to) }
}

/** Kinds of places there are, the one that a guest or client asks for first. */
const KINDS = ['staff', 'table', 'room', 'chair', 'equipment'] as const
export const kindsOf = (schedule: Schedule) => KINDS.filter((kind) => schedule.resources.some((one) => one.kind === kind))
