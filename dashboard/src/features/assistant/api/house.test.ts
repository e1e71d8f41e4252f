import { expect, it } from 'vitest'
import type { Definition } from '@/features/assistant/api/draft'
import { newResource, servicesWith, skillsOf, withoutResource } from '@/features/assistant/api/house'

const dana = { ...newResource('staff', []), id: 'dana', skills: ['color', 'nails'] }
const one = { ...newResource('table', []), id: 't1', joins: ['t2'] }
const two = { ...newResource('table', [one]), id: 't2', joins: ['t1'], area: 'patio' }
const cut = { id: 'cut', needs: [{ kind: 'staff', skills: ['cut'], quantity: 1 }, { kind: 'chair', skills: [], quantity: 1 }] }
const salon = { services: [cut], resources: [dana, one, two], combinations: [{ tables: ['t1', 't2'], min_party: 3, max_party: 4, priority: 0 }] } as unknown as Definition

it('skills are what services ask for and what somebody can', () => {
  expect(skillsOf(salon, 'staff')).toEqual(['cut', 'color', 'nails'])
  expect(skillsOf(salon, 'chair')).toEqual([])
  expect(servicesWith(salon.services, 'staff', 'cut').map((service) => service.id)).toEqual(['cut'])
})

it('new ones have ids nobody has', () => {
  expect(newResource('table', [one, { ...two, id: 'table_3' }]).id).toBe('table_3_2')
})

it('a table that goes is joined to none, and the rest stays as it is', () => {
  const left = withoutResource(salon, 't1')
  expect(left.resources).toEqual([dana, { ...two, joins: [] }])
  expect(left.combinations).toEqual([])
})
