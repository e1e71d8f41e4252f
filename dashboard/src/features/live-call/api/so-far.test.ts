import { expect, it } from 'vitest'
import { soFar } from '@/features/live-call/api/so-far'
import type { CallEvent } from '@/lib/live'

const events = (...told: Record<string, unknown>[]) => told as unknown as CallEvent[]

it('tells what a call has come to', () => {
  const told = soFar(
    events(
      { type: 'call.started', language: 'en' },
      { type: 'caller.said', language: 'es', text: 'Hola' },
      { type: 'turn.timed', total_ms: 900 },
      { type: 'mood', moods: ['urgent', 'frustrated'] },
      { type: 'effect', effect: 'hold.taken' },
      { type: 'effect', effect: 'booking.confirmed' },
      { type: 'effect', effect: 'booking.confirmed' },
      { type: 'turn.timed', total_ms: 600 },
    ),
  )
  expect(told).toEqual({ language: 'es', moods: ['frustrated', 'urgent'], lastMs: 600, happened: ['hold.taken', 'booking.confirmed'], colleague: '' })
})

it('a mood passes, and a colleague goes when they give the call back or its server is lost', () => {
  const calm = soFar(events({ type: 'mood', moods: ['urgent'] }, { type: 'mood', moods: [] }))
  expect(calm.moods).toEqual([])
  expect(soFar(events({ type: 'colleague.on', by: 'Ana' })).colleague).toBe('Ana')
  expect(soFar(events({ type: 'colleague.on', by: 'Ana' }, { type: 'colleague.off' })).colleague).toBe('')
  expect(soFar(events({ type: 'colleague.on', by: 'Ana' }, { type: 'call.started', resumed: true })).colleague).toBe('')
})
