import { afterEach, expect, test } from 'vitest'
import { dismiss, toast, toasts, watchToasts } from '@/lib/toast'

afterEach(() => toasts().forEach(({ id }) => dismiss(id)))

const words = () => toasts().map((one) => one.words)

test('what is told is shown until it is dismissed', () => {
  toast.success('Saved')
  toast.error('Not sent')
  expect(words()).toEqual(['Saved', 'Not sent'])
  dismiss(toasts()[0]?.id ?? 0)
  expect(words()).toEqual(['Not sent'])
})

test('the same words told twice are two', () => {
  toast.success('Saved')
  toast.success('Saved')
  expect(new Set(toasts().map((one) => one.id)).size).toBe(2)
})

test('more than fit make the oldest go', () => {
  for (const one of ['a', 'b', 'c', 'd']) toast.success(one)
  expect(words()).toEqual(['b', 'c', 'd'])
})

test('whoever watches hears of each change, and of none later', () => {
  let heard = 0
  const stop = watchToasts(() => heard++)
  toast.warning('Careful')
  stop()
  toast.warning('Again')
  expect(heard).toBe(1)
})
