import { expect, it } from 'vitest'
import { bookedAs, books, doing, newQuestion, newTask, ofType, renamed, requirementOn } from '@/features/assistant/api/tasks'

const guests = { ...newQuestion([]), field: 'guests', type: 'number' as const }
const kind = { ...newQuestion([guests]), field: 'kind', type: 'choice' as const, choices: [{ id: 'work', name: { en: 'work' }, synonyms: {} }] }
const task = { ...newTask([]), ask: [guests, { ...kind, only_if: requirementOn(guests) }] }

it('a new question and a new task have names nobody has', () => {
  expect(newQuestion([{ ...guests, field: 'question_2' }]).field).toBe('question_2_2')
  expect(newTask([{ ...task, id: 'task_2' }]).id).toBe('task_2_2')
})

it('a condition begins as the answer suggests', () => {
  expect(requirementOn(guests)).toEqual({ field: 'guests', equals: [], at_least: 1, at_most: null })
  expect(requirementOn(kind).equals).toEqual(['work'])
  expect(requirementOn({ ...kind, type: 'yes_no' }).equals).toEqual(['yes'])
})

it('an answer a booking takes keeps its conditions under its new name', () => {
  const after = renamed(task, 'guests', 'party_size')
  expect(after.ask.map((one) => one.field)).toEqual(['party_size', 'kind'])
  expect(after.ask[1]?.only_if?.field).toBe('party_size')
  expect(bookedAs(guests)).toBe('party_size')
  expect(bookedAs(kind)).toBeUndefined()
})

it('what only belonged to another kind goes with it', () => {
  expect(ofType(kind, 'text')).toEqual({ type: 'text', choices: [] })
  const person = { ...task.otherwise, do: 'person' as const, to: 'the owner', only_if: requirementOn(guests) }
  expect(doing(person, 'book', [{ id: 'table' }])).toEqual({ do: 'book', only_if: person.only_if, to: '', service: 'table', text: {} })
  expect(books({ ...task, otherwise: doing(person, 'book', []) })).toBe(true)
  expect(books(task)).toBe(false)
})
