import { expect, it } from 'vitest'
import { type Dish, stated, states } from '@/features/assistant/api/menu'

const dish = { contains: ['milk'], may_contain: ['peanut'], unknown: [] } as unknown as Dish

it('one thing is said of an allergen, or nothing', () => {
  expect([stated(dish, 'milk'), stated(dish, 'peanut'), stated(dish, 'egg')]).toEqual(['contains', 'may_contain', 'unstated'])
  expect(states(dish, 'peanut', 'contains')).toEqual({ contains: ['milk', 'peanut'], may_contain: [], unknown: [] })
  expect(states(dish, 'milk', 'unstated').contains).toEqual([])
})
