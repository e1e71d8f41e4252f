import { expect, it } from 'vitest'
import { houseTelephone, overlayOf, type Wish } from '@/features/today/api/overlay'

const wish: Wish = { kind: 'sold_out', last: '2026-11-27', until: '21:00', closes: '20:00', service: 'table', text: { en: ' ', es: 'Hoy no' } }

it('ends by the clock of the place', () => {
  expect(overlayOf(wish, '2026-11-27', 'America/Los_Angeles')).toEqual({
    kind: 'sold_out', first: '2026-11-27', last: '2026-11-27', until: '2026-11-28T05:00:00.000Z', service: 'table', location: '', closes: null, text: { es: 'Hoy no' },
  })
})

it('sends only what the kind has, and no end before its beginning', () => {
  const sent = overlayOf({ ...wish, kind: 'closing_early', until: '', last: '2026-11-20' }, '2026-11-27', 'America/Los_Angeles')
  expect([sent.service, sent.closes, sent.until, sent.last]).toEqual(['', '20:00', null, '2026-11-27'])
})

it('calls sent to the house go to the telephone that rings first, else to the first hand-over', () => {
  const handOver = { number: '+14155550190' } as Parameters<typeof houseTelephone>[0]['handoffs'][number]
  const first = { number: '+14155550191', ring_seconds: 15, hours: [] }
  expect(houseTelephone({ ring_first: first, handoffs: [handOver] })).toBe('+14155550191')
  expect(houseTelephone({ ring_first: null, handoffs: [handOver] })).toBe('+14155550190')
  expect(houseTelephone({ ring_first: null, handoffs: [] })).toBeUndefined()
})
