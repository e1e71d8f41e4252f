import { expect, it } from 'vitest'
import type { Definition } from '@/features/assistant/api/draft'
import { type Offer, withOffer } from '@/features/assistant/api/offer'

it('what was read takes its place, and what is edited besides stays', () => {
  const definition = { menu: [{ id: 'dal', price: '8' }, { id: 'naan', price: '3' }], services: [{ id: 'table' }] } as unknown as Definition
  const lines = [
    { line: 2, outcome: 'changed', dish: { id: 'naan', price: '4' } },
    { line: 3, outcome: 'added', dish: { id: 'kheer', price: '7' } },
    { line: 4, outcome: 'same', dish: { id: 'dal', price: '1' } },
    { line: 5, outcome: 'refused', dish: null },
  ]
  const part = withOffer(definition, { lines, ignored_columns: [] } as unknown as Offer)
  expect(part.menu?.map((one) => [one.id, one.price])).toEqual([['dal', '8'], ['naan', '4'], ['kheer', '7']])
  expect(part.services).toBeUndefined()
})
