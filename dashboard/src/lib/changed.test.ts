import { expect, it } from 'vitest'
import type { Schemas } from '@/lib/api'
import { changing } from '@/lib/changed'
import { es, pa } from '@/words/changes'
import fields from '@/words/fields.json'

const change = (parts: Partial<Schemas['ChangeOut']>): Schemas['ChangeOut'] => ({ at: [], said: '', kind: 'value', inside: [], what: '', was: null, now: null, ...parts })
const spanish = changing(es, fields, 'es', 'USD')
const punjabi = changing(pa, fields, 'pa', 'USD')

it('a price is told with what it was', () => {
  const dearer = change({ inside: ['Full color'], what: 'price', was: '95.00', now: '110.50' })
  expect(spanish(dearer)).toBe('Full color: de $95 a $110.50')
  expect(punjabi(dearer)).toBe('Full color: $95 ਤੋਂ $110.50')
})

it('hours are told by the days they change on', () => {
  const shorter = change({ kind: 'week', what: 'hours', was: { days: ['mon', 'sun'], sittings: [['09:00', '22:00']] }, now: { days: ['mon', 'sun'], sittings: [['09:00', '21:00']] } })
  expect(spanish(shorter)).toBe('Lunes, domingo: cierra a las 21:00 en vez de las 22:00')
  expect(punjabi(shorter)).toBe('ਸੋਮਵਾਰ, ਐਤਵਾਰ: 22:00 ਦੀ ਥਾਂ 21:00 ਵਜੇ ਬੰਦ ਹੁੰਦਾ ਹੈ')
  const shut = change({ kind: 'week', inside: ['Ana'], what: 'hours', was: { days: ['mon'], sittings: [['09:00', '22:00']] }, now: { days: ['mon'], sittings: [] } })
  expect(spanish(shut)).toBe('Ana, lunes: cerrado en vez de 09:00 a 22:00')
})

it('what is new and what is gone is told with its list', () => {
  expect(spanish(change({ kind: 'added', what: 'services', now: { name: 'Cut', minutes: 90 } }))).toBe('Servicios, nuevo: Cut, 1 hora 30 minutos')
  expect(spanish(change({ kind: 'removed', inside: ['Cut'], what: 'variants', was: { name: 'Short' } }))).toMatch(/^Cut, .*, ya no está: Short$/)
  expect(punjabi(change({ kind: 'order', what: 'menu' }))).toBe('ਮੀਨੂ: ਹੋਰ ਤਰਤੀਬ ਵਿੱਚ')
})

it('words are told in the language of the page where they change in it, and in which others', () => {
  const told = change({ kind: 'text', inside: ['“Dogs?”'], what: 'answer', was: { en: 'No.', es: 'No.' }, now: { en: 'Yes.', es: 'Sí.' } })
  expect(spanish(told)).toBe('“Dogs?”, respuesta: «Sí.» en vez de «No.» (y en inglés)')
})

it('a day is told as it will be', () => {
  const eve = { first: '2026-12-24', last: '2026-12-24', sittings: [], reason: 'Eve' }
  expect(spanish(change({ kind: 'dated', what: 'overrides', was: eve, now: null }))).toBe('2026-12-24: como siempre en vez de cerrado (Eve)')
})

it('a yes is told as a word', () => {
  expect(spanish(change({ what: 'texts', was: true, now: false }))).toBe('Confirmar por mensaje: no en vez de sí')
})
