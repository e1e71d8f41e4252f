import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { PhoneLink } from '@/components/ui/phone-link'
import { Fault } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { JoinWaitlist } from '@/features/bookings/components/join-waitlist'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { timeOfDay } from '@/lib/time'

const STATES = ['waiting', 'offered', 'booked', 'left', 'expired'] as const

/** Who would come that day if something became free: they are offered it by text, in this order. */
export function Waiting({ day, entries }: { day: string; entries: Schemas['EntryOut'][] }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const books = useMay(business.id, 'staff')
  const stale = useStale()
  const [joining, setJoining] = useState(false)
  const leave = $api.useMutation('delete', `${HOME}/waitlist/{entry}`, { onSettled: () => stale('/waitlist') })
  return (
    <Card title={t('bookings.waiting')} className="mt-4" aside={books && <Button onClick={() => setJoining(true)}>{t('bookings.join')}</Button>}>
      <Fault error={leave.error} />
      {entries.length === 0 && <p className="text-sm text-faint">{t('bookings.nobodyWaits')}</p>}
      <ul className="divide-y divide-line">
        {entries.map((one) => {
          const state = STATES.find((known) => known === one.status)
          return (
            <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
              <span>
                <span className="font-medium">{one.customer.name}</span>{one.customer.phone && <> · <PhoneLink number={one.customer.phone} near={business.numbers[0]} /></>}
                <span className="block text-sm text-faint">
                  {timeOfDay(one.start, timezone)}–{timeOfDay(one.end, timezone)} · {t('bookings.people', { count: one.party_size })}
                </span>
              </span>
              <span className="flex items-center gap-2">
                <Badge shade={one.status === 'offered' ? 'good' : 'plain'}>{state ? t(`bookings.waitingState.${state}`) : one.status}</Badge>
                {books && (one.status === 'waiting' || one.status === 'offered') && (
                  <Button disabled={leave.isPending} onClick={() => leave.mutate({ params: { path: { ...at(business), entry: one.id } } })}>
                    {t('action.remove')}
                  </Button>
                )}
              </span>
            </li>
          )
        })}
      </ul>
      {joining && <JoinWaitlist day={day} onClose={() => setJoining(false)} />}
    </Card>
  )
}
