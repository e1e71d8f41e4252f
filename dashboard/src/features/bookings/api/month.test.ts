import { expect, it } from 'vitest'
import type { Booking } from '@/features/bookings/api/bookings'
import { monthsAfter, sums, weeksOf } from '@/features/bookings/api/month'

it('a month is shown in whole weeks from Monday on', () => {
  const weeks = weeksOf('2026-11-27')
  expect([weeks[0]?.[0], weeks.at(-1)?.[6], weeks.length]).toEqual(['2026-10-26', '2026-12-06', 6])
  expect(weeksOf('2027-02-10').map((week) => week[0])).toEqual(['2027-02-01', '2027-02-08', '2027-02-15', '2027-02-22'])
})

it('the months before and after begin on their first, over the year too', () => {
  expect([monthsAfter('2026-12-31', 1), monthsAfter('2026-01-31', -1), monthsAfter('2026-05-31', 0)]).toEqual(['2027-01-01', '2025-12-01', '2026-05-01'])
})

it('a day counts the visits that stand, on the clock of the place', () => {
  const visit = (local_start: string, party_size: number, status = 'confirmed') => ({ local_start, party_size, status }) as Booking
  const found = sums([visit('2026-11-27T23:30:00-08:00', 2), visit('2026-11-27T12:00:00-08:00', 4), visit('2026-11-28T00:15:00-08:00', 3), visit('2026-11-28T12:00:00-08:00', 9, 'cancelled')])
  expect([...found]).toEqual([['2026-11-27', { visits: 2, people: 6 }], ['2026-11-28', { visits: 1, people: 3 }]])
})
