import { expect, it } from 'vitest'
import { kindOf, type Line, worstFirst } from '@/features/bookings/api/bring'

it('a file is told by the end of its name', () => {
  expect(['Visits.CSV', 'book.ics', 'old.tsv', 'no ending'].map(kindOf)).toEqual(['text/csv', 'text/calendar', 'text/tab-separated-values', 'text/csv'])
})

it('lines that were refused come first, in the order of the file', () => {
  const line = (number: number, outcome: Line['outcome']) => ({ line: number, outcome }) as Line
  expect(worstFirst([line(2, 'booked'), line(3, 'refused'), line(4, 'known'), line(1, 'refused')]).map((one) => one.line)).toEqual([1, 3, 2, 4])
})
