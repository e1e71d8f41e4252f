import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Fault, Loading } from '@/components/ui/states'
import { sums, useMonth, weeksOf } from '@/features/bookings/api/month'
import { isoDay, longDay } from '@/lib/time'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** How full each day is; a day is opened by its number. */
export function Month({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const { bookings, schedule } = useMonth(business, day)
  const counted = useMemo(() => sums(bookings.data ?? []), [bookings.data])
  const known = useMemo(() => new Map(schedule.data?.days.map((one) => [one.day, one])), [schedule.data])
  const most = Math.max(1, ...[...counted.values()].map((one) => one.people))
  const today = isoDay(new Date(), timezone)
  const fault = bookings.error ?? schedule.error
  if (!bookings.data || !schedule.data) return fault ? <Fault error={fault} again={() => void Promise.all([bookings.refetch(), schedule.refetch()])} /> : <Loading lines={6} />
  return (
    <table className="w-full table-fixed border-collapse rounded-2xl border border-line bg-raised">
      <caption className="sr-only">{t('bookings.month')}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((one) => (
            <th key={one} scope="col" className="border-b border-line py-2 text-xs font-medium text-faint">
              {t(`day.${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(day).map((week) => (
          <tr key={week[0]}>
            {week.map((one) => {
              const told = known.get(one)
              if (!told) return <td key={one} className="border border-line bg-sunken" />
              const sum = counted.get(one)
              const closed = told.open.length === 0
              const state = told.closed_for || (closed ? t('bookings.closed') : '')
              const words = sum ? `${t('bookings.visits', { count: sum.visits })} · ${t('bookings.people', { count: sum.people })}` : t('bookings.free')
              return (
                <td key={one} className={`h-20 border border-line p-0 align-top ${closed ? 'bg-sunken' : ''}`}>
                  <button
                    type="button"
                    aria-current={one === today ? 'date' : undefined}
                    className="flex size-full min-h-20 flex-col items-start gap-1 p-1 text-left text-xs hover:bg-brand-soft sm:p-2"
                    onClick={() => onDay(one)}
                  >
                    <span className="sr-only">{[longDay(one), state, words].filter(Boolean).join(': ')}</span>
                    <span aria-hidden className={one === today ? 'rounded-full bg-brand px-1.5 py-0.5 font-semibold text-on-brand' : 'font-medium'}>{Number(one.slice(8))}</span>
                    {sum && (
                      <>
                        <span aria-hidden className="text-base font-semibold">
                          {sum.visits}
                        </span>
                        {sum.people > sum.visits && (
                          <span aria-hidden className="hidden text-faint sm:block">
                            {t('bookings.people', { count: sum.people })}
                          </span>
                        )}
                        <span aria-hidden className="mt-auto h-1 rounded-full bg-brand" style={{ width: `${Math.max(8, (100 * sum.people) / most)}%` }} />
                      </>
                    )}
                    {state && (
                      <span aria-hidden className="hidden max-w-full truncate text-faint sm:block">
                        {state}
                      </span>
                    )}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
