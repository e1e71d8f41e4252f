import { useEffect, useReducer, useState } from 'react'
import { socketUrl } from '@/lib/api'

/** An event of a call as the feed carries it (receptionist/calls/events.py). */
export type CallEvent = { call: string; business: string; at: string; seq: number } & (
  | { type: 'call.started'; caller: string; language: string; resumed: boolean }
  | { type: 'caller.said'; text: string; language: string; confidence: number; final: boolean }
  | { type: 'assistant.said'; text: string; language: string; interrupted: boolean }
  | { type: 'turn.timed'; turn: number; end_of_turn_ms: number; transcribe_ms: number; think_ms: number; voice_ms: number; total_ms: number }
  | { type: 'interrupted'; to_clear_ms: number }
  | { type: 'interruption.over'; by: 'words' | 'nothing' }
  | { type: 'recording.silenced'; from_s: number; to_s: number }
  | { type: 'effect'; effect: string; detail: Record<string, unknown> }
  | { type: 'keys'; digits: string }
  | { type: 'handed_over'; reason: string; to: string }
  | { type: 'mood'; moods: string[] }
  | { type: 'colleague.on'; by: string }
  | { type: 'colleague.off' }
  | { type: 'call.ended'; reason: string; seconds: number; usd: number }
)

export interface LiveCall {
  call: string
  caller: string
  events: CallEvent[]
  ended: boolean
}

type Calls = Record<string, LiveCall>

/** The calls of the feed after one more event; an event already seen changes nothing. */
export function afterEvent(calls: Calls, event: CallEvent): Calls {
  const known = calls[event.call] ?? { call: event.call, caller: '', events: [], ended: false }
  if (known.events.some((seen) => seen.seq === event.seq)) return calls
  return {
    ...calls,
    [event.call]: {
      ...known,
      caller: event.type === 'call.started' ? event.caller : known.caller,
      events: [...known.events, event].sort((a, b) => a.seq - b.seq),
      ended: known.ended || event.type === 'call.ended',
    },
  }
}

const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 8_000

/** The live calls of a business, oldest first. Connects again, ever more slowly, when the socket is lost. */
export function useLiveCalls(business: string, onEnded: () => void): { calls: LiveCall[]; connected: boolean } {
  const [calls, add] = useReducer(afterEvent, {})
  const [connected, setConnected] = useState(false)
  useEffect(() => {
    let retryMs = FIRST_RETRY_MS
    let timer: ReturnType<typeof setTimeout> | undefined
    let socket: WebSocket | undefined
    const connect = () => {
      socket = new WebSocket(socketUrl(`/live?business=${encodeURIComponent(business)}`))
      socket.onopen = () => {
        retryMs = FIRST_RETRY_MS
        setConnected(true)
      }
      socket.onmessage = (message) => {
        const event = JSON.parse(String(message.data)) as CallEvent
        add(event)
        if (event.type === 'call.ended' || event.type === 'effect') onEnded()
      }
      socket.onclose = () => {
        setConnected(false)
        timer = setTimeout(connect, retryMs)
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
      }
    }
    timer = setTimeout(connect)
    return () => {
      clearTimeout(timer)
      if (!socket) return
      socket.onclose = null
      socket.close()
    }
  }, [business, onEnded])
  return { calls: Object.values(calls), connected }
}
