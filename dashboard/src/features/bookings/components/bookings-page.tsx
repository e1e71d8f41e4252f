import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card, PageTitle } from '@/components/ui/card'
import { Field, Select } from '@/components/ui/field'
import { Empty, Fault, Loading } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { blocksOf, hoursOf, kindsOf } from '@/features/bookings/api/board'
import { useDay } from '@/features/bookings/api/bookings'
import { monthsAfter } from '@/features/bookings/api/month'
import type { Move } from '@/features/bookings/components/board'
import { Conflicts } from '@/features/bookings/components/conflicts'
import { DayList } from '@/features/bookings/components/day-list'
import { Month } from '@/features/bookings/components/month'
import { NewVisit } from '@/features/bookings/components/new-visit'
import { Visit } from '@/features/bookings/components/visit'
import { Waiting } from '@/features/bookings/components/waiting'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { daysAfter, isoDay, longDay, momentAt, wallTime } from '@/lib/time'
import { useTold } from '@/lib/told'

const Board = lazy(() => import('@/features/bookings/components/board').then((module) => ({ default: module.Board })))
const route = getRouteApi('/$business/bookings')
const HOUR_MS = 3_600_000
const WIDE = '(min-width: 48rem)'

interface Opened {
  visit?: string
  blank?: { time: string; resource: string }
}

export function BookingsPage() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const search = route.useSearch()
  const go = route.useNavigate()
  const day = search.day ?? isoDay(new Date(), timezone)
  const [wide] = useState(() => matchMedia(WIDE).matches)
  const view = search.view ?? (wide ? 'board' : 'list')
  const books = useMay(business.id, 'staff')
  const [opened, setOpened] = useState<Opened>({})
  const { bookings, schedule, holds, misfits, waiting } = useDay(day)
  const names = useMemo(() => new Map(schedule.data?.resources.map((one) => [one.resource, one.name])), [schedule.data])
  const resources = schedule.data?.resources ?? []
  const visit = bookings.data?.find((one) => one.id === opened.visit)
  const around = (steps: number) => set({ day: view === 'month' ? monthsAfter(day, steps) : daysAfter(day, steps) })
  const close = () => setOpened({})
  const set = (part: typeof search) => void go({ search: (now) => ({ ...now, ...part }) })
  const closed = schedule.data?.days[0]
  return (
    <>
      <PageTitle title={t('bookings.title')} hint={longDay(day) + (closed?.closed_for ? ` · ${closed.closed_for}` : '')}>
        {books && (
          <Button tone="strong" onClick={() => setOpened({ blank: { time: nextQuarter(timezone), resource: '' } })}>
            {t('bookings.new')}
          </Button>
        )}
        <ButtonLink to="/$business/bookings/calendars" params={at(business)}>
          {t('bookings.calendars')}
        </ButtonLink>
        <Button onClick={() => print()}>{t('bookings.print')}</Button>
      </PageTitle>
      <div className="no-print mb-4 flex flex-wrap items-end gap-2">
        <Button aria-label={t(view === 'month' ? 'bookings.monthBefore' : 'bookings.dayBefore')} onClick={() => around(-1)}>
          <span aria-hidden>←</span>
        </Button>
        <Field quiet label={t('bookings.day')} type="date" className="w-40!" value={day} onChange={(event) => event.target.value && set({ day: event.target.value })} />
        <Button aria-label={t(view === 'month' ? 'bookings.monthAfter' : 'bookings.dayAfter')} onClick={() => around(1)}>
          <span aria-hidden>→</span>
        </Button>
        <Button onClick={() => set({ day: undefined })}>{t('today.title')}</Button>
        <div role="group" aria-label={t('bookings.view')} className="ml-auto flex gap-1">
          {(['board', 'list', 'month'] as const).map((one) => (
            <Button key={one} tone={view === one ? 'strong' : 'plain'} aria-pressed={view === one} onClick={() => set({ view: one })}>
              {t(`bookings.${one}`)}
            </Button>
          ))}
        </div>
      </div>
      {[bookings, schedule, holds, misfits, waiting].map((one, index) => (
        <Fault key={index} error={one.error} again={() => void one.refetch()} />
      ))}
      {view === 'month' ? (
        <Month day={day} onDay={(one) => set({ day: one, view: wide ? 'board' : 'list' })} />
      ) : bookings.data && schedule.data && holds.data ? (
        view === 'list' ? (
          <DayList bookings={bookings.data} names={names} misfits={new Set(misfits.data?.map((one) => one.booking.id))} onOpen={(id) => setOpened({ visit: id })} />
        ) : (
          <DayBoard day={day} data={{ bookings: bookings.data, schedule: schedule.data, holds: holds.data }} books={books} onOpened={setOpened} />
        )
      ) : (
        !bookings.error && !schedule.error && <Loading lines={8} />
      )}
      {misfits.data && misfits.data.length > 0 && (
        <Conflicts
          found={misfits.data}
          onOpen={(on, id) => {
            set({ day: on })
            setOpened({ visit: id })
          }}
        />
      )}
      {waiting.data && view !== 'month' && <Waiting day={day} entries={waiting.data} />}
      {visit && <Visit visit={visit} resources={resources} onClose={close} />}
      {opened.blank && <NewVisit day={day} time={opened.blank.time} resource={opened.blank.resource} resources={resources} onClose={close} />}
    </>
  )
}

interface Day {
  bookings: NonNullable<ReturnType<typeof useDay>['bookings']['data']>
  schedule: NonNullable<ReturnType<typeof useDay>['schedule']['data']>
  holds: NonNullable<ReturnType<typeof useDay>['holds']['data']>
}

function DayBoard({ day, data, books, onOpened }: { day: string; data: Day; books: boolean; onOpened: (opened: Opened) => void }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const told = useTold()
  const stale = useStale()
  const { bookings, schedule, holds } = data
  const kinds = kindsOf(schedule)
  const [picked, setPicked] = useState('')
  const kind = kinds.find((one) => one === picked) ?? kinds[0]
  const blocks = useMemo(
    () => blocksOf(bookings, holds, schedule, { hold: t('bookings.held'), busy: t('bookings.busy'), nobody: t('bookings.nobody') }),
    [bookings, holds, schedule, t],
  )
  const columns = useMemo(() => schedule.resources.filter((one) => one.kind === kind).map((one) => ({ id: one.resource, title: one.name })), [schedule, kind])
  const hours = useMemo(() => hoursOf(day, schedule, blocks), [day, schedule, blocks])
  const change = $api.useMutation('patch', `${HOME}/bookings/{booking}`, { onSettled: () => stale('/bookings', '/out-of-place') })
  const move = (wish: Move) => {
    const before = bookings.find((one) => one.id === wish.id)
    if (!before) return wish.revert()
    change.mutate(
      {
        params: { path: { ...at(business), booking: before.id } },
        body: {
          revision: before.revision, start: momentAt(wish.day, wish.time, timezone).toISOString(), resource: wish.resource ?? stays(before.resources, columns), by_staff: true, text: false,
          area: '', accessible: false,
        },
      },
      {
        onSuccess: () => toast.success(t('bookings.movedQuietly')),
        onError: (error) => {
          wish.revert()
          toast.error(told(error))
        },
      },
    )
  }
  if (columns.length === 0) return <Empty>{t('bookings.noColumns')}</Empty>
  return (
    <Card
      title={kind ? t(`bookings.kind.${kind}`) : ''}
      aside={
        kinds.length > 1 && (
          <Select quiet label={t('bookings.columns')} value={kind} onChange={(event) => setPicked(event.target.value)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`bookings.kind.${one}`)}
              </option>
            ))}
          </Select>
        )
      }
    >
      <p className="no-print mb-3 text-xs text-faint">{books ? t('bookings.dragHint') : t('bookings.lookHint')}</p>
      <Suspense fallback={<Loading lines={8} />}>
        <Board
          {...{ day, hours, columns, blocks, editable: books }}
          scrollTo={day === isoDay(new Date(), timezone) ? wallTime(new Date(Date.now() - HOUR_MS), timezone) : hours.from}
          onMove={move}
          onOpen={(id) => onOpened({ visit: id })}
          onEmpty={(time, resource) => books && onOpened({ blank: { time, resource } })}
        />
      </Suspense>
    </Card>
  )
}

/** Who or what it stays with when only its time is dragged. */
const stays = (resources: string[], columns: { id: string }[]) => resources.find((id) => columns.some((column) => column.id === id)) ?? null

function nextQuarter(timezone: string): string {
  return wallTime(new Date(Math.ceil(Date.now() / 900_000) * 900_000), timezone)
}
