import { expect, it } from 'vitest'
import { type Entry, entriesWith } from '@/features/settings/api/settings'

const ENTRIES: Entry[] = [
  { at: '2026-11-28T10:00:00Z', by: 'p1', act: 'recording.heard', about: 'CA1' },
  { at: '2026-11-28T09:00:00Z', by: 'key:k1', act: 'call.read', about: 'CA2' },
]
const named = (by: string) => (by === 'p1' ? 'Anna Ruiz' : by)

it('an entry is found by who, what and which, in any order', () => {
  expect(entriesWith(ENTRIES, 'heard anna', named)).toEqual([ENTRIES[0]])
  expect(entriesWith(ENTRIES, 'ca2', named)).toEqual([ENTRIES[1]])
  expect(entriesWith(ENTRIES, 'anna ca2', named)).toEqual([])
})

it('without words everything is shown', () => {
  expect(entriesWith(ENTRIES, '  ', named)).toEqual(ENTRIES)
})
