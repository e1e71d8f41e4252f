import { describe, expect, it } from 'vitest'
import { clockLength, daysAfter, isoDay, momentAt, said, wallTime } from '@/lib/time'

const SF = 'America/Los_Angeles'

describe('times of the place', () => {
  it('finds the moment of a wall clock in winter and in summer', () => {
    expect(momentAt('2026-11-27', '20:00', SF).toISOString()).toBe('2026-11-28T04:00:00.000Z')
    expect(momentAt('2026-07-01', '20:00', SF).toISOString()).toBe('2026-07-02T03:00:00.000Z')
  })

  it('is right on the day the clocks change', () => {
    expect(momentAt('2026-11-01', '00:30', SF).toISOString()).toBe('2026-11-01T07:30:00.000Z')
    expect(momentAt('2026-11-01', '12:00', SF).toISOString()).toBe('2026-11-01T20:00:00.000Z')
    expect(momentAt('2026-03-08', '12:00', SF).toISOString()).toBe('2026-03-08T19:00:00.000Z')
  })

  it('tells the day there, not here', () => {
    expect(isoDay(new Date('2026-11-28T04:00:00Z'), SF)).toBe('2026-11-27')
    expect(wallTime('2026-11-28T04:00:00Z', SF)).toBe('20:00')
  })

  it('counts days over the ends of months, and seconds as a player does', () => {
    expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01')
    expect(daysAfter('2026-03-01', -1)).toBe('2026-02-28')
    expect(clockLength(125.7)).toBe('2:05')
  })

  it('says days in Punjabi, which browsers do not know', () => {
    const told = said(new Date('2026-11-28T04:00:00Z'), 'pa', { weekday: 'long', day: 'numeric', month: 'short', timeZone: SF })
    expect(told).toContain('ਸ਼ੁੱਕਰਵਾਰ')
    expect(told).toContain('27')
    expect(told).toContain('ਨਵੰ')
  })
})
