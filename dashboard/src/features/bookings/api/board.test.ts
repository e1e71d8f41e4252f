import { expect, it } from 'vitest'
import { blocksOf, hoursOf, kindsOf, wallEnd } from '@/features/bookings/api/board'
import type { Schemas } from '@/lib/api'

const words = { hold: 'held', busy: 'busy', nobody: 'nobody' }
const visit = {
  id: 'b1', status: 'confirmed', start: '2026-11-28T04:00:00Z', end: '2026-11-28T05:30:00Z', local_start: '2026-11-27T20:00:00-08:00', party_size: 4, resources: ['t1'], customer: { name: 'Ana' },
} as unknown as Schemas['BookingOut']
const schedule = {
  days: [{ day: '2026-11-27', open: [{ local_start: '2026-11-27T17:00:00-08:00', local_end: '2026-11-28T01:00:00-08:00' }] }],
  resources: [{ resource: 't1', kind: 'table', busy: [] }, { resource: 'sam', kind: 'staff', busy: [{ local_start: '2026-11-27T18:00:00-08:00', local_end: '2026-11-27T19:00:00-08:00' }] }],
} as unknown as Schemas['ScheduleOut']

it('a visit stands at the clock of the place, for as long as it takes', () => {
  expect(wallEnd(visit.local_start, visit.start, visit.end)).toBe('2026-11-27T21:30:00')
  const [first] = blocksOf([visit], [], schedule, words)
  expect(first).toEqual({ id: 'b1', kind: 'visit', title: 'Ana · 4', start: '2026-11-27T20:00:00', end: '2026-11-27T21:30:00', resourceIds: ['t1'] })
})

it('what was given up is not on the board; what is busy elsewhere is', () => {
  const blocks = blocksOf([{ ...visit, status: 'cancelled' }], [], schedule, words)
  expect(blocks.map((one) => [one.kind, one.start])).toEqual([['busy', '2026-11-27T18:00:00']])
})

it('the board shows the hours that are open, past midnight too', () => {
  expect(hoursOf('2026-11-27', schedule, [])).toEqual({ from: '17:00:00', to: '25:00:00' })
  expect(kindsOf(schedule)).toEqual(['staff', 'table'])
})
