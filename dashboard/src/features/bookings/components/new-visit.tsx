import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select, Tick } from '@/components/ui/field'
import { Refused } from '@/features/bookings/components/refused'
import { $api, HOME } from '@/lib/api'
import { newId, worded } from '@/lib/ids'
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
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const [id] = useState(() => newId('visit'))
  const [wish, setWish] = useState({
    service: business.services[0]?.id ?? '', day, time, party: '2', resource, name: '', phone: '', notes: '', allergies: '', language: business.languages[0] ?? 'en', text: true, house: false,
  })
  const set = (part: Partial<typeof wish>) => setWish((now) => ({ ...now, ...part }))
  const seats = business.services.find((one) => one.id === wish.service)?.needs.some((need) => need.kind === 'table') ?? false
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
        id,
        service: wish.service,
        start: momentAt(wish.day, wish.time, timezone).toISOString(),
        party_size: seats ? Number(wish.party) : 1,
        resource: wish.resource || null,
        customer: { name: wish.name.trim(), phone: wish.phone.replace(/[^\d+]/g, ''), language: wish.language },
        notes: wish.notes,
        allergies: wish.allergies.split(',').map((one) => one.trim()).filter(Boolean),
        location: business.locations[0]?.id ?? '',
        source: 'page',
        text: wish.text && wish.phone !== '',
        text_agreed: wish.text,
        by_staff: wish.house,
        variant: '', area: '', accessible: false, occasion: '',
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
        <Select label={t('bookings.service')} value={wish.service} onChange={(event) => set({ service: event.target.value })}>
          {business.services.map((one) => (
            <option key={one.id} value={one.id}>
              {worded(one.name, i18n.language)}
            </option>
          ))}
        </Select>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('bookings.day')} type="date" required value={wish.day} onChange={(event) => set({ day: event.target.value })} />
          <Field label={t('bookings.time')} type="time" step={900} required value={wish.time} onChange={(event) => set({ time: event.target.value })} />
          {seats && <Field label={t('bookings.party')} type="number" min={1} max={1000} required value={wish.party} onChange={(event) => set({ party: event.target.value })} />}
          <Select label={t('bookings.with')} value={wish.resource} onChange={(event) => set({ resource: event.target.value })}>
            <option value="">{t('bookings.whatever')}</option>
            {resources.map((one) => (
              <option key={one.resource} value={one.resource}>
                {one.name}
              </option>
            ))}
          </Select>
        </div>
        <Field label={t('bookings.name')} required maxLength={200} autoComplete="off" value={wish.name} onChange={(event) => set({ name: event.target.value })} />
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          <Field label={t('bookings.phone')} type="tel" placeholder="+14155550142" pattern="\+[1-9][0-9 ]{6,18}" hint={t('bookings.phoneHint')} value={wish.phone} onChange={(event) => set({ phone: event.target.value })} />
          <Select label={t('calls.language')} value={wish.language} onChange={(event) => set({ language: event.target.value as typeof wish.language })}>
            {(['en', 'es', 'pa'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`language.${one}`)}
              </option>
            ))}
          </Select>
        </div>
        <Field label={t('bookings.notes')} maxLength={2000} value={wish.notes} onChange={(event) => set({ notes: event.target.value })} />
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
