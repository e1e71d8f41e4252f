import { expect, it } from 'vitest'
import { complaintsOf, rest, saidOf, sectionsWithComplaints } from '@/features/assistant/api/complaints'
import { ApiProblem } from '@/lib/api'

const told = [
  { at: ['resources', 1, 'max_party'], where: 'resources, "t2", max_party', message: 'too few' },
  { at: ['resources', 1, 'hours', 0], where: 'resources, "t2", hours no. 1', message: 'overlaps' },
  { at: ['resources', 11, 'name'], where: 'resources, "t12", name', message: 'is missing' },
  { at: ['workflows', 0, 'ask', 2, 'choices'], where: 'workflows', message: 'no choices' },
]

it('a complaint stands beside its field, and what no field shows stands at the entry', () => {
  expect(saidOf(told, ['resources', 1, 'max_party'])).toBe('too few')
  expect(saidOf(told, ['resources', 1, 'name'])).toBeUndefined()
  expect(rest(told, ['resources', 1], ['max_party', 'name']).map((one) => one.message)).toEqual(['overlaps'])
})

it('each part of the page knows whether something is wrong in it', () => {
  expect([...sectionsWithComplaints(told)]).toEqual(['house', 'tasks'])
  expect([...sectionsWithComplaints([{ at: ['timezone'], where: 'timezone', message: '' }])]).toEqual(['basics'])
})

it('a problem without places has no complaints', () => {
  expect(complaintsOf(new TypeError('offline'))).toEqual([])
  expect(complaintsOf(new ApiProblem(422, '', '', '', { errors: [{ at: 'body.base', message: 'x' }] }))).toEqual([])
  expect(complaintsOf(new ApiProblem(422, '', '', '', { errors: told }))).toEqual(told)
})
