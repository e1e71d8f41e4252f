import type { CallEvent } from '@/lib/live'

export interface SpokenLine {
  seq: number
  /** Seconds of the recording. */
  from: number
  to: number
}

const isSpoken = (event: CallEvent) => event.type === 'caller.said' || event.type === 'assistant.said' || event.type === 'keys'

/** Where in the recording each line is heard. An event is written down when its line is over: a line begins where the one before ended. */
export function linesOf(events: CallEvent[]): SpokenLine[] {
  const begins = Date.parse(events.find((event) => event.type === 'call.started')?.at ?? events[0]?.at ?? '')
  let from = 0
  return events.filter(isSpoken).map((event) => {
    const to = Math.max(from, (Date.parse(event.at) - begins) / 1000)
    const line = { seq: event.seq, from, to }
    from = to
    return line
  })
}

/** The line that is heard at that second; the last one until the recording ends. */
export const lineAt = (lines: SpokenLine[], second: number) => lines.find((line) => second < line.to) ?? lines.at(-1)

/** What the assistant said at that line, and what it had been asked. */
export function answerAt(events: CallEvent[], seq: number) {
  const said = events.find((event) => event.seq === seq)
  const asked = events.filter((event) => event.seq < seq && event.type === 'caller.said').at(-1)
  const language = said?.type === 'assistant.said' ? said.language : 'en'
  return {
    question: asked?.type === 'caller.said' ? asked.text.slice(0, 300) : '',
    said: said?.type === 'assistant.said' ? said.text : '',
    language: (['en', 'es', 'pa'] as const).find((one) => one === language) ?? 'en',
  }
}
