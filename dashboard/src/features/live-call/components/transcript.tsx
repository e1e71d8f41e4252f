import type { CallEvent } from '@/lib/live'

const EFFECTS: Record<string, string> = {
  'booking.confirmed': 'Booked',
  'booking.changed': 'Booking changed',
  'booking.cancelled': 'Booking cancelled',
  'hold.taken': 'Place held while the caller decides',
  'hold.released': 'Held place given back',
  'message.taken': 'Message taken',
  'sms.queued': 'Text message queued',
  'recording.refused': 'Recording refused: nothing is recorded',
}

/** A call as it was spoken, with what each turn cost. */
export function Transcript({ events }: { events: CallEvent[] }) {
  return (
    <ol className="space-y-2" aria-label="Transcript">
      {events.map((event) => (
        <li key={event.seq}>
          <Line event={event} />
        </li>
      ))}
    </ol>
  )
}

function Line({ event }: { event: CallEvent }) {
  switch (event.type) {
    case 'caller.said':
      return <Bubble side="left" who="Caller" text={event.text || '(not understood)'} />
    case 'assistant.said':
      return <Bubble side="right" who="Assistant" text={event.interrupted ? `${event.text} …` : event.text} note={event.interrupted ? 'interrupted' : ''} />
    case 'turn.timed':
      return (
        <Note>
          answered in {Math.round(event.total_ms)} ms: end of turn {Math.round(event.end_of_turn_ms)}, hearing {Math.round(event.transcribe_ms)}, thinking{' '}
          {Math.round(event.think_ms)}, voice {Math.round(event.voice_ms)}
        </Note>
      )
    case 'interrupted':
      return <Note>caller broke in; silent after {Math.round(event.to_clear_ms)} ms</Note>
    case 'interruption.over':
      return event.by === 'nothing' ? <Note>it was nothing; the assistant went on</Note> : null
    case 'recording.silenced':
      return <Note>a card number: the caller&apos;s side of the recording is silent there</Note>
    case 'effect':
      return <Note strong>{EFFECTS[event.effect] ?? event.effect}</Note>
    case 'keys':
      return <Bubble side="left" who="Caller" text={`[${event.digits}]`} />
    case 'handed_over':
      return <Note strong>handed over to {event.to}</Note>
    case 'call.started':
      return <Note>{event.resumed ? 'call taken over after a lost connection' : `call from ${event.caller || 'a withheld number'}`}</Note>
    case 'call.ended':
      return <Note>call over: {event.reason.replaceAll('_', ' ')}</Note>
  }
}

function Bubble({ side, who, text, note = '' }: { side: 'left' | 'right'; who: string; text: string; note?: string }) {
  const look = side === 'left' ? 'bg-stone-100' : 'ml-auto bg-teal-50'
  return (
    <div className={`max-w-[85%] rounded-xl px-3 py-2 ${look}`}>
      <div className="text-xs text-stone-500">
        {who} {note && <em>({note})</em>}
      </div>
      <div>{text}</div>
    </div>
  )
}

function Note({ children, strong = false }: { children: React.ReactNode; strong?: boolean }) {
  return <div className={`text-center text-xs ${strong ? 'font-semibold text-teal-800' : 'text-stone-500'}`}>{children}</div>
}
