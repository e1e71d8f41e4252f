import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Schemas } from '@/lib/api'
import { dayAndTime, isoDay } from '@/lib/time'
import { useReasons } from '@/lib/told'

/** Visits of any day that could not be booked as they are any more: hours, people or places have changed since. */
export function Conflicts({ found, onOpen }: { found: Schemas['OutOfPlaceOut'][]; onOpen: (day: string, visit: string) => void }) {
  const { t } = useTranslation()
  const { timezone } = useHere()
  const reasoned = useReasons()
  return (
    <Card title={t('bookings.conflicts')} className="mt-4">
      <p className="mb-2 text-sm text-faint">{t('bookings.conflictsHint')}</p>
      <ul aria-label={t('bookings.conflicts')} className="divide-y divide-line">
        {found.map(({ booking, reason }) => (
          <li key={booking.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <span>
              <span className="font-medium">{booking.customer.name || t('bookings.nobody')}</span> · {dayAndTime(booking.start, timezone)}
              <span className="block text-sm text-warn">{reason === 'slot_taken' ? t('bookings.noLonger') : reasoned(reason)}</span>
            </span>
            <Button aria-label={`${t('bookings.open')}: ${booking.customer.name}`} onClick={() => onOpen(isoDay(new Date(booking.start), timezone), booking.id)}>
              {t('bookings.open')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
