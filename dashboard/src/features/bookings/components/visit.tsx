import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select, Tick } from '@/components/ui/field'
import { PhoneLink } from '@/components/ui/phone-link'
import { Fault } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import type { Booking } from '@/features/bookings/api/bookings'
import { StatusBadge } from '@/features/bookings/components/day-list'
import { Refused } from '@/features/bookings/components/refused'
import { $api, HOME, type Schemas } from '@/lib/api'
import { worded } from '@/lib/ids'
import { useStale } from '@/lib/stale'
import { dayAndTime, isoDay, momentAt, wallTime } from '@/lib/time'

const MARKS: Schemas['StatusChange']['status'][] = ['arrived', 'seated', 'finished', 'no_show', 'confirmed']

interface Props {
  visit: Booking
  resources: { resource: string; name: string }[]
  onClose: () => void
}

/** One visit: what is known of it, moving it, giving it up, and what became of it. */
export function Visit({ visit, resources, onClose }: Props) {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const books = useMay(business.id, 'staff')
  const service = business.services.find((one) => one.id === visit.service)
  const facts = [
    [t('bookings.code'), visit.code],
    [t('bookings.service'), service ? worded(service.name, i18n.language) : visit.service],
    [t('bookings.with'), visit.resources.map((id) => resources.find((one) => one.resource === id)?.name ?? id).join(', ')],
    [t('bookings.party'), visit.party_size > 1 ? String(visit.party_size) : ''],
    [t('bookings.allergies'), visit.allergies.join(', ')],
    [t('bookings.occasion'), visit.occasion],
    [t('bookings.reconfirmed'), visit.reconfirmed ? dayAndTime(visit.reconfirmed, timezone) : ''],
  ].filter(([, value]) => value)
  return (
    <Dialog title={visit.customer.name || t('bookings.nobody')} onClose={onClose}>
      <p className="mb-3 flex flex-wrap items-center gap-2">
        <StatusBadge status={visit.status} />
        <span>{dayAndTime(visit.start, timezone)}</span>
        {visit.customer.phone && <PhoneLink number={visit.customer.phone} near={business.numbers[0]} />}
      </p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {books && visit.status !== 'cancelled' && <Marks visit={visit} />}
      {books && visit.status === 'confirmed' && <Moving key={visit.revision} visit={visit} resources={resources} onDone={onClose} />}
      {books && visit.status === 'confirmed' && <GivingUp visit={visit} onDone={onClose} />}
    </Dialog>
  )
}

function Marks({ visit }: { visit: Booking }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const mark = $api.useMutation('post', `${HOME}/bookings/{booking}/status`, { onSettled: () => stale('/bookings') })
  return (
    <div className="mt-4">
      <div role="group" aria-label={t('bookings.whatBecame')} className="flex flex-wrap gap-2">
        {MARKS.map((status) => (
          <Button
            key={status}
            aria-pressed={visit.status === status}
            tone={visit.status === status ? 'strong' : 'plain'}
            disabled={mark.isPending || visit.status === status}
            onClick={() => mark.mutate({ params: { path: { ...at(business), booking: visit.id } }, body: { status, revision: visit.revision } })}
          >
            {t(`bookings.status.${status}`)}
          </Button>
        ))}
      </div>
      <Fault error={mark.error} />
    </div>
  )
}

function Moving({ visit, resources, onDone }: { visit: Booking; resources: Props['resources']; onDone: () => void }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const [wish, setWish] = useState({
    day: isoDay(new Date(visit.start), timezone), time: wallTime(visit.start, timezone), party: String(visit.party_size), resource: '', notes: visit.notes, text: true, house: false,
  })
  const set = (part: Partial<typeof wish>) => setWish((now) => ({ ...now, ...part }))
  const change = $api.useMutation('patch', `${HOME}/bookings/{booking}`, {
    onSuccess: () => {
      toast.success(t('bookings.changed'))
      onDone()
    },
    onSettled: () => stale('/bookings', '/out-of-place'),
  })
  const start = momentAt(wish.day, wish.time, timezone)
  const moved = start.getTime() !== Date.parse(visit.start)
  const send = () =>
    change.mutate({
      params: { path: { ...at(business), booking: visit.id } },
      body: {
        revision: visit.revision,
        start: moved ? start.toISOString() : null,
        party_size: Number(wish.party) === visit.party_size ? null : Number(wish.party),
        resource: wish.resource || null,
        notes: wish.notes === visit.notes ? null : wish.notes,
        by_staff: wish.house,
        text: wish.text,
        area: '', accessible: false,
      },
    })
  return (
    <form
      aria-label={t('bookings.change')}
      className="mt-4 space-y-3 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h3 className="font-semibold">{t('bookings.change')}</h3>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('bookings.day')} type="date" required value={wish.day} onChange={(event) => set({ day: event.target.value })} />
        <Field label={t('bookings.time')} type="time" step={900} required value={wish.time} onChange={(event) => set({ time: event.target.value })} />
        {visit.party_size > 1 && <Field label={t('bookings.party')} type="number" min={1} max={1000} required value={wish.party} onChange={(event) => set({ party: event.target.value })} />}
        <Select label={t('bookings.with')} value={wish.resource} onChange={(event) => set({ resource: event.target.value })}>
          <option value="">{t('bookings.asItIs')}</option>
          {resources.map((one) => (
            <option key={one.resource} value={one.resource}>
              {one.name}
            </option>
          ))}
        </Select>
      </div>
      <Field label={t('bookings.notes')} maxLength={2000} value={wish.notes} onChange={(event) => set({ notes: event.target.value })} />
      <Tick label={t('bookings.tell')} checked={wish.text} onChange={(event) => set({ text: event.target.checked })} />
      <Tick label={t('bookings.house')} checked={wish.house} onChange={(event) => set({ house: event.target.checked })} />
      <Refused error={change.error} onPick={(other) => set({ day: isoDay(new Date(other), timezone), time: wallTime(other, timezone) })} />
      <div className="flex justify-end">
        <Button type="submit" tone="strong" disabled={change.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  )
}

function GivingUp({ visit, onDone }: { visit: Booking; onDone: () => void }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [sure, setSure] = useState(false)
  const [text, setText] = useState(true)
  const cancel = $api.useMutation('post', `${HOME}/bookings/{booking}/cancel`, {
    onSuccess: () => {
      toast.success(t('bookings.cancelled'))
      onDone()
    },
    onSettled: () => stale('/bookings', '/waitlist', '/out-of-place'),
  })
  return (
    <div className="mt-4 border-t border-line pt-4">
      {sure ? (
        <div className="space-y-2">
          <p className="text-sm">{t('bookings.cancelWhat')}</p>
          <Tick label={t('bookings.tell')} checked={text} onChange={(event) => setText(event.target.checked)} />
          <Fault error={cancel.error} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setSure(false)}>{t('action.keep')}</Button>
            <Button
              tone="danger"
              disabled={cancel.isPending}
              onClick={() => cancel.mutate({ params: { path: { ...at(business), booking: visit.id } }, body: { revision: visit.revision, text } })}
            >
              {t('bookings.cancelIt')}
            </Button>
          </div>
        </div>
      ) : (
        <Button onClick={() => setSure(true)}>{t('bookings.cancel')}</Button>
      )}
    </div>
  )
}
