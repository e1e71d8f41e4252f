import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { Empty, Fault } from '@/components/ui/card'
import { type Me, useMe } from '@/features/account/api/account'
import { AcceptInvitation } from '@/features/account/components/accept-invitation'
import { SignIn } from '@/features/account/components/sign-in'
import { Whoever } from '@/features/account/components/whoever'
import { BookingList } from '@/features/bookings/components/booking-list'
import { BrowserCall } from '@/features/browser-call/components/browser-call'
import { useBusiness, useBusinesses } from '@/features/business/api/business'
import { BusinessCard } from '@/features/business/components/business-card'
import { CallList } from '@/features/calls/components/call-list'
import { LiveCalls } from '@/features/live-call/components/live-calls'
import { Transcript } from '@/features/live-call/components/transcript'
import { useLiveCalls } from '@/lib/live'

/** The record of a call, with its recording, is kept a moment after its last event. */
const RECORD_AFTER_MS = 1_500

/** Of a link that invites: /invitation/<token>. */
const invitationIn = (path: string) => /^\/invitation\/([\w-]+)$/.exec(path)?.[1] ?? ''

export function App() {
  const [invitation, setInvitation] = useState(invitationIn(location.pathname))
  const accepted = () => {
    history.replaceState(null, '', '/')
    setInvitation('')
  }
  return invitation ? <AcceptInvitation token={invitation} onAccepted={accepted} /> : <Entered />
}

function Entered() {
  const me = useMe()
  if (me.data === null) return <SignIn />
  if (!me.data) return me.isPending ? <Empty>One moment…</Empty> : <Fault error={me.error} />
  return <Page key={me.data.person.id} me={me.data} />
}

function Page({ me }: { me: Me }) {
  const businesses = useBusinesses()
  const [picked, setPicked] = useState('')
  const current = picked || businesses.data?.[0]?.id || ''
  return (
    <div className="mx-auto max-w-6xl px-4 py-6">
      <header className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl font-bold text-teal-800">Firstring</h1>
        {businesses.data && (
          <select aria-label="Business" className="rounded-lg border border-stone-300 bg-white px-3 py-2" value={current} onChange={(event) => setPicked(event.target.value)}>
            {businesses.data.map((business) => (
              <option key={business.id} value={business.id}>
                {business.name} · {business.numbers[0]}
              </option>
            ))}
          </select>
        )}
        <Whoever me={me} />
      </header>
      <Fault error={businesses.error} />
      {current ? <Desk key={current} id={current} /> : <Empty>{businesses.isPending ? 'One moment…' : 'No business yet.'}</Empty>}
    </div>
  )
}

function Desk({ id }: { id: string }) {
  const queries = useQueryClient()
  const refresh = useCallback(() => {
    const again = () => {
      void queries.invalidateQueries({ queryKey: ['calls', id] })
      void queries.invalidateQueries({ queryKey: ['bookings', id] })
    }
    again()
    setTimeout(again, RECORD_AFTER_MS)
  }, [queries, id])
  const business = useBusiness(id)
  const live = useLiveCalls(id, refresh)
  if (!business.data) return <Fault error={business.error} />
  return (
    <main className="grid gap-5 lg:grid-cols-2">
      <div className="space-y-5">
        <LiveCalls calls={live.calls} connected={live.connected} />
        <BrowserCall business={id} name={business.data.name} />
        <BusinessCard business={business.data} />
      </div>
      <div className="space-y-5">
        <BookingList business={id} timezone={business.data.timezone} />
        <CallList business={id} timezone={business.data.timezone} transcript={(events) => <Transcript events={events} />} />
      </div>
    </main>
  )
}
