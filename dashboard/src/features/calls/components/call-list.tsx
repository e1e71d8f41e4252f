import { type ReactNode, useState } from 'react'
import { Card, Empty, Fault } from '@/components/ui/card'
import { type CallDetail, type CallSummary, recordingUrl, useCall, useCalls } from '@/features/calls/api/calls'
import { clockTime } from '@/lib/time'

interface Props {
  business: string
  timezone: string
  /** How a transcript is shown; it belongs to another feature. */
  transcript: (events: CallDetail['transcript']) => ReactNode
}

export function CallList({ business, timezone, transcript }: Props) {
  const calls = useCalls(business)
  const [open, setOpen] = useState('')
  return (
    <Card title="Calls">
      <Fault error={calls.error} />
      {calls.data?.length === 0 && <Empty>No calls yet.</Empty>}
      <ul className="divide-y divide-stone-100">
        {calls.data?.map((call) => (
          <li key={call.call} className="py-2">
            <button type="button" className="w-full text-left" aria-expanded={open === call.call} onClick={() => setOpen(open === call.call ? '' : call.call)}>
              <Summary call={call} timezone={timezone} />
            </button>
            {call.recording !== '' && (
              <audio className="mt-1 h-8 w-full" controls preload="none" src={recordingUrl(business, call.call)} aria-label={`Recording of the call from ${call.caller}`} />
            )}
            {open === call.call && <Detail business={business} call={call.call} transcript={transcript} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Summary({ call, timezone }: { call: CallSummary; timezone: string }) {
  return (
    <span className="flex flex-wrap justify-between gap-2 text-sm">
      <span className="font-medium">{call.caller || 'Withheld number'}</span>
      <span className="text-stone-500">{clockTime(call.started, timezone)}</span>
      <span>{call.status === 'ended' ? call.outcome.replaceAll('_', ' ') : call.status}</span>
    </span>
  )
}

function Detail({ business, call, transcript }: { business: string; call: string; transcript: Props['transcript'] }) {
  const detail = useCall(business, call)
  if (detail.error) return <Fault error={detail.error} />
  if (!detail.data) return <Empty>…</Empty>
  return <div className="mt-2">{transcript(detail.data.transcript)}</div>
}
