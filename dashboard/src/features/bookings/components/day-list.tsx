import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Badge } from '@/components/ui/card'
import { Empty } from '@/components/ui/states'
import type { Booking } from '@/features/bookings/api/bookings'
import { worded } from '@/lib/ids'
import { timeOfDay } from '@/lib/time'

const SHADES = { confirmed: 'brand', arrived: 'good', seated: 'good', finished: 'plain', no_show: 'danger', cancelled: 'plain' } as const

export function StatusBadge({ status }: { status: Booking['status'] }) {
  const { t } = useTranslation()
  return <Badge shade={SHADES[status as keyof typeof SHADES]}>{t(`bookings.status.${status as keyof typeof SHADES}`)}</Badge>
}

/** The same day as the board, to be read from top to bottom. */
export function DayList({ bookings, names, misfits, onOpen }: { bookings: Booking[]; names: Map<string, string>; misfits: Set<string>; onOpen: (id: string) => void }) {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  if (bookings.length === 0) return <Empty>{t('bookings.none')}</Empty>
  return (
    <ul aria-label={t('bookings.title')} className="divide-y divide-line rounded-2xl border border-line bg-raised">
      {bookings.map((one) => {
        const service = business.services.find((known) => known.id === one.service)
        return (
          <li key={one.id}>
            <button type="button" onClick={() => onOpen(one.id)} className="grid w-full grid-cols-[4.5rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-3 text-left hover:bg-sunken">
              <span className="font-medium">{timeOfDay(one.start, timezone)}</span>
              <span className={`min-w-0 ${one.status === 'cancelled' ? 'text-faint line-through' : ''}`}>
                <span className="font-medium">{one.customer.name || t('bookings.nobody')}</span>
                {one.party_size > 1 && <span> · {t('bookings.people', { count: one.party_size })}</span>}
                <span className="block text-sm text-faint">
                  {service ? worded(service.name, i18n.language) : one.service} · {one.resources.map((id) => names.get(id) ?? id).join(', ')}
                  {one.notes && ` · ${one.notes}`}
                </span>
              </span>
              <span className="flex flex-wrap justify-end gap-1">
                {misfits.has(one.id) && <Badge shade="warn">{t('today.misfit')}</Badge>}
                <StatusBadge status={one.status} />
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
