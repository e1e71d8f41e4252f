import { expect, it } from 'vitest'
import { answerAt, lineAt, linesOf } from '@/features/calls/api/lines'
import type { CallEvent } from '@/lib/live'

const at = (second: number) => new Date(Date.UTC(2026, 10, 27, 18, 0, 0) + second * 1000).toISOString()
const events = [
  { type: 'call.started', seq: 1, at: at(0) },
  { type: 'assistant.said', seq: 2, at: at(6) },
  { type: 'turn.timed', seq: 3, at: at(9) },
  { type: 'caller.said', seq: 4, at: at(9.5) },
  { type: 'assistant.said', seq: 5, at: at(14) },
] as CallEvent[]

it('a line begins where the one before it ended', () => {
  expect(linesOf(events)).toEqual([
    { seq: 2, from: 0, to: 6 },
    { seq: 4, from: 6, to: 9.5 },
    { seq: 5, from: 9.5, to: 14 },
  ])
})

it('the line that is heard is found, and the last one stays until the end', () => {
  const lines = linesOf(events)
  expect(lineAt(lines, 7)?.seq).toBe(4)
  expect(lineAt(lines, 99)?.seq).toBe(5)
  expect(lineAt([], 3)).toBeUndefined()
})

it('events that came before the start do not go backwards', () => {
  expect(linesOf([{ type: 'caller.said', seq: 1, at: at(2) }, { type: 'call.started', seq: 2, at: at(5) }] as CallEvent[])).toEqual([{ seq: 1, from: 0, to: 0 }])
})

it('an answer is found with what was asked', () => {
  const told = [
    { type: 'assistant.said', seq: 1, text: 'How can I help?', language: 'en' },
    { type: 'caller.said', seq: 2, text: '¿Hay piano?' },
    { type: 'turn.timed', seq: 3 },
    { type: 'assistant.said', seq: 4, text: 'No lo sé.', language: 'es' },
  ] as CallEvent[]
  expect(answerAt(told, 4)).toEqual({ question: '¿Hay piano?', said: 'No lo sé.', language: 'es' })
  expect(answerAt(told, 1)).toEqual({ question: '', said: 'How can I help?', language: 'en' })
})
