import { expect, it } from 'vitest'
import { type Entry, entriesWith } from '@/features/settings/api/settings'

const ENTRIES: Entry[] = [
  { at: '2026-11-28T10:00:00Z', by: 'p1', act: 'recording.heard', about: 'CA1' },
  { at: '2026-11-28T09:00:00Z', by: 'key:k1', act: 'call.read', about: 'CA2' },
]
const named = (by: string) => (by === 'p1' ? 'Anna Ruiz' : by)
const said = (act: string) => (act === 'call.read' ? 'Read a call' : act)

it('an entry is found by who, what and which, in any order', () => {
  expect(entriesWith(ENTRIES, 'heard anna', named, said)).toEqual([ENTRIES[0]])
  expect(entriesWith(ENTRIES, 'ca2', named, said)).toEqual([ENTRIES[1]])
  expect(entriesWith(ENTRIES, 'read a', named, said)).toEqual([ENTRIES[1]])
  expect(entriesWith(ENTRIES, 'anna ca2', named, said)).toEqual([])
})

it('without words everything is shown', () => {
  expect(entriesWith(ENTRIES, '  ', named, said)).toEqual(ENTRIES)
})
