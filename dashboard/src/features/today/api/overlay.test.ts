import { expect, it } from 'vitest'
import { overlayOf, type Wish } from '@/features/today/api/overlay'

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
