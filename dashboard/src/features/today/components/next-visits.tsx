import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { AHEAD_H, nextVisitsQuery, thisMinute } from '@/features/today/api/queries'
import { $api, HOME, type Schemas } from '@/lib/api'
import { worded } from '@/lib/ids'
import { useStale } from '@/lib/stale'
import { timeOfDay } from '@/lib/time'

/** Who comes within the next hours. */
export function NextVisits() {
  const { t } = useTranslation()
  const { business } = useHere()
  const [from] = useState(thisMinute)
  const visits = useQuery(nextVisitsQuery(business.id, from))
  return (
    <Card
      title={t('today.next')}
      aside={
        <ButtonLink to="/$business/bookings" params={at(business)}>
          {t('today.allBookings')}
        </ButtonLink>
      }
    >
      <Shown query={visits}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t('today.nobodyComes', { count: AHEAD_H })}</Empty>
          ) : (
            <ul className="divide-y divide-line">
              {found.map((visit) => (
                <li key={visit.id}>
                  <Visit visit={visit} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  )
}

function Visit({ visit }: { visit: Schemas['BookingOut'] }) {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const books = useMay(business.id, 'staff')
  const stale = useStale()
  const mark = $api.useMutation('post', `${HOME}/bookings/{booking}/status`, { onSettled: () => stale('/bookings') })
  const service = business.services.find((one) => one.id === visit.service)
  const here = visit.status !== 'confirmed'
  return (
    <div className="py-2">
      <div className="flex items-center justify-between gap-2">
        <div className="min-w-0">
          <p className="font-medium">
            {timeOfDay(visit.start, timezone)} · {visit.customer.name || t('bookings.nobody')}
          </p>
          <p className="text-sm text-faint">
            {service ? worded(service.name, i18n.language) : visit.service}
            {visit.party_size > 1 && ` · ${t('bookings.people', { count: visit.party_size })}`}
            {visit.allergies.length > 0 && ` · ${t('bookings.allergies')}: ${visit.allergies.join(', ')}`}
          </p>
        </div>
        {books && (
          <Button
            className="shrink-0"
            aria-pressed={here}
            disabled={mark.isPending}
            onClick={() =>
              mark.mutate({ params: { path: { ...at(business), booking: visit.id } }, body: { status: here ? 'confirmed' : 'arrived', revision: visit.revision } })
            }
          >
            {here ? `✓ ${t('bookings.status.arrived')}` : t('today.arrived')}
          </Button>
        )}
      </div>
      <Fault error={mark.error} />
    </div>
  )
}
