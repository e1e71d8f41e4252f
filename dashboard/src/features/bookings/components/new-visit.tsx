import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select, Tick } from '@/components/ui/field'
import { Refused } from '@/features/bookings/components/refused'
import { GuestLines, PartyLine, ServiceLine, useWish } from '@/features/bookings/components/wish'
import { $api, HOME } from '@/lib/api'
import { newId } from '@/lib/ids'
import { useStale } from '@/lib/stale'
import { isoDay, momentAt, wallTime } from '@/lib/time'

interface Props {
  day: string
  time: string
  resource: string
  resources: { resource: string; name: string }[]
  onClose: () => void
}

export function NewVisit({ day, time, resource, resources, onClose }: Props) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const [id] = useState(() => newId('visit'))
  const { wish, set, seats, asked } = useWish({ day, time, resource, allergies: '', house: false })
  const take = $api.useMutation('post', `${HOME}/bookings`, {
    onSuccess: () => {
      void stale('/bookings', '/holds', '/customers')
      toast.success(t('bookings.booked'))
      onClose()
    },
  })
  const send = () =>
    take.mutate({
      params: { path: at(business) },
      body: {
        ...asked,
        id,
        start: momentAt(wish.day, wish.time, timezone).toISOString(),
        resource: wish.resource || null,
        allergies: wish.allergies.split(',').map((one) => one.trim()).filter(Boolean),
        text_agreed: wish.text,
        by_staff: wish.house,
        occasion: '',
      },
    })
  return (
    <Dialog title={t('bookings.new')} onClose={onClose}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <ServiceLine wish={wish} set={set} />
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('bookings.day')} type="date" required value={wish.day} onChange={(event) => set({ day: event.target.value })} />
          <Field label={t('bookings.time')} type="time" step={900} required value={wish.time} onChange={(event) => set({ time: event.target.value })} />
          {seats && <PartyLine wish={wish} set={set} />}
          <Select label={t('bookings.with')} value={wish.resource} onChange={(event) => set({ resource: event.target.value })}>
            <option value="">{t('bookings.whatever')}</option>
            {resources.map((one) => (
              <option key={one.resource} value={one.resource}>
                {one.name}
              </option>
            ))}
          </Select>
        </div>
        <GuestLines wish={wish} set={set} />
        <Field label={t('bookings.allergies')} hint={t('bookings.allergiesHint')} value={wish.allergies} onChange={(event) => set({ allergies: event.target.value })} />
        <div>
          <Tick label={t('bookings.text')} checked={wish.text} onChange={(event) => set({ text: event.target.checked })} />
          <Tick label={t('bookings.house')} checked={wish.house} onChange={(event) => set({ house: event.target.checked })} />
        </div>
        <Refused error={take.error} onPick={(start) => set({ day: isoDay(new Date(start), timezone), time: wallTime(start, timezone) })} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="strong" disabled={take.isPending}>
            {t('bookings.book')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
