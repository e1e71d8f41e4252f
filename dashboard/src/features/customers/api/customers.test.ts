import { expect, it } from 'vitest'
import { parted, shadeOf, stateOf, type TextLine } from '@/features/customers/api/customers'

const line = (way: 'in' | 'out', status: string) => ({ id: 'a', at: '', way, body: '', status, error: '', by_hand: false }) as TextLine

it('words between commas are parts, each once and none empty', () => {
  expect(parted(' milk, nuts ,, milk')).toEqual(['milk', 'nuts'])
  expect(parted(' ')).toEqual([])
})

it('only what we sent can fail', () => {
  expect(shadeOf(line('out', 'undelivered'))).toBe('danger')
  expect(shadeOf(line('out', 'delivered'))).toBe('good')
  expect(shadeOf(line('in', 'failed'))).toBe('plain')
})

it('what has no words is not said', () => {
  expect(stateOf(line('in', 'nobody'))).toBeUndefined()
  expect(stateOf(line('in', 'cancelled'))).toBe('cancelled')
})
