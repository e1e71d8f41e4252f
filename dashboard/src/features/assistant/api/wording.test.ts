import { expect, it } from 'vitest'
import { ownAt, reworded, signatureAt, signed } from '@/features/assistant/api/wording'

const place = { language: 'es' as const, sentence: 'all_right', variant: 0 }
const other = { language: 'en' as const, sentence: 'all_right', variant: 0, text: 'Sure.' }
const words = { wording: [other], signed: [] }

it('words of one’s own come and go, and others stay', () => {
  const mine = { ...words, ...reworded(words, place, 'Muy bien.', 'De acuerdo.') }
  expect(mine.wording).toEqual([other, { ...place, text: 'Muy bien.' }])
  expect(ownAt(mine, place)).toBe('Muy bien.')
  expect(reworded(mine, place, 'Claro.', 'De acuerdo.').wording[1]?.text).toBe('Claro.')
  expect(reworded(mine, place, 'De acuerdo.', 'De acuerdo.').wording).toEqual([other])
  expect(reworded(mine, place, ' ', 'De acuerdo.').wording).toEqual([other])
})

it('a signature is for the very words', () => {
  const after = { ...words, ...signed(words, place, 'Muy bien.', 'Lucía Romero', '2026-11-29') }
  expect(signatureAt(after, place, 'Muy bien.')?.by).toBe('Lucía Romero')
  expect(signatureAt(after, place, 'Claro.')).toBeUndefined()
  expect(signed(after, place, 'Claro.', 'Ana', '2026-11-30').signed).toHaveLength(1)
})
