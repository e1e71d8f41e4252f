import { expect, it } from 'vitest'
import { bars, type Figures, share, stretch, worth } from '@/features/analytics/api/analytics'

const told = (day: string, calls: number) => ({ day, calls, value: '10.50', estimate: null }) as Figures

it('the last week ends today', () => {
  expect(stretch('2026-12-03', 7)).toEqual({ from: '2026-11-27', to: '2026-12-03' })
})

it('nothing has no share of nothing', () => {
  expect(share(0, 0)).toBeNull()
  expect(share(1, 4)).toBe(0.25)
})

it('too many days become weeks that end with the last day', () => {
  const days = Array.from({ length: 15 }, (_, day) => told(`2026-11-${String(day + 1).padStart(2, '0')}`, 1))
  const weeks = bars(days, (day) => day, (one) => [one.calls, 0], 10)
  expect(weeks).toEqual([
    { label: '2026-11-01', parts: [1, 0] },
    { label: '2026-11-02', parts: [7, 0] },
    { label: '2026-11-09', parts: [7, 0] },
  ])
  expect(bars(days, (day) => day, (one) => [one.calls], 15)).toHaveLength(15)
})

it('an estimate is added to what has a price', () => {
  expect(worth({ ...told('2026-11-01', 1), estimate: '4.50' })).toBe(15)
  expect(worth(told('2026-11-01', 1))).toBe(10.5)
})
