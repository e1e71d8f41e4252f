import { expect, it } from 'vitest'
import { goesOn, inOrder, isTried, type Result, type Trial } from '@/features/versions/api/trial'

const result = (name: string, passed: boolean, live: boolean, blocks = false) => ({ name, passed, passed_live: live, blocks }) as Result

it('shows first what keeps the draft back', () => {
  const shown = inOrder([result('fine', true, true), result('mended', true, false), result('as before', false, false), result('broken', false, true, true)])
  expect(shown.map((one) => one.name)).toEqual(['broken', 'as before', 'mended', 'fine'])
})

it('a trial goes on until all is played or the draft has changed', () => {
  expect(goesOn(null)).toBe(false)
  expect(goesOn({ done: null, stale: false } as Trial)).toBe(true)
  expect(goesOn({ done: null, stale: true } as Trial)).toBe(false)
  expect(goesOn({ done: '2026-11-28T01:00:00Z', stale: false } as Trial)).toBe(false)
})

it('a draft is tried once all was played with it as it is now', () => {
  expect(isTried(null)).toBe(false)
  expect(isTried({ done: null, current: true } as Trial)).toBe(false)
  expect(isTried({ done: '2026-11-28T01:00:00Z', current: false } as Trial)).toBe(false)
  expect(isTried({ done: '2026-11-28T01:00:00Z', current: true } as Trial)).toBe(true)
})
