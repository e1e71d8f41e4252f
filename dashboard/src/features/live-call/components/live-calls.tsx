import { Card, Empty } from '@/components/ui/card'
import { ListenButton } from '@/features/live-call/components/listen-button'
import { Transcript } from '@/features/live-call/components/transcript'
import type { LiveCall } from '@/lib/live'

export function LiveCalls({ calls, connected }: { calls: LiveCall[]; connected: boolean }) {
  const live = calls.filter((call) => !call.ended)
  const shown = live.length ? live : calls.slice(-1)
  return (
    <Card title="Live call" aside={<span className="text-xs text-stone-500">{connected ? 'connected' : 'connecting…'}</span>}>
      {shown.length === 0 && <Empty>Nobody is calling. Ring the number, or call from this browser.</Empty>}
      {shown.map((call) => (
        <article key={call.call} className="mb-4 last:mb-0" aria-label={`Call from ${call.caller || 'unknown'}`}>
          <div className="mb-2 flex items-center justify-between">
            <span className="font-medium">
              {call.caller || 'Withheld number'} {call.ended && <span className="text-stone-500">(ended)</span>}
            </span>
            {!call.ended && <ListenButton call={call.call} />}
          </div>
          <Transcript events={call.events} />
        </article>
      ))}
    </Card>
  )
}
