import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select, Tick } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { $api, HOME } from '@/lib/api'
import { worded } from '@/lib/ids'
import { useStale } from '@/lib/stale'
import { momentAt } from '@/lib/time'

/** Somebody who would come that day if something became free. */
export function JoinWaitlist({ day, onClose }: { day: string; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const [wish, setWish] = useState({
    service: business.services[0]?.id ?? '', from: '17:00', until: '21:00', party: '2', name: '', phone: '', notes: '', language: business.languages[0] ?? 'en', text: true,
  })
  const set = (part: Partial<typeof wish>) => setWish((now) => ({ ...now, ...part }))
  const seats = business.services.find((one) => one.id === wish.service)?.needs.some((need) => need.kind === 'table') ?? false
  const join = $api.useMutation('post', `${HOME}/waitlist`, {
    onSuccess: () => {
      toast.success(t('bookings.joined'))
      void stale('/waitlist')
      onClose()
    },
  })
  const send = () =>
    join.mutate({
      params: { path: at(business) },
      body: {
        service: wish.service,
        start: momentAt(day, wish.from, timezone).toISOString(),
        end: momentAt(day, wish.until, timezone).toISOString(),
        party_size: seats ? Number(wish.party) : 1,
        customer: { name: wish.name.trim(), phone: wish.phone.replace(/[^\d+]/g, ''), language: wish.language },
        notes: wish.notes,
        text: wish.text && wish.phone !== '',
        location: business.locations[0]?.id ?? '',
        source: 'page',
        variant: '', area: '', accessible: false,
      },
    })
  return (
    <Dialog title={t('bookings.join')} onClose={onClose}>
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
          <Field label={t('bookings.earliest')} type="time" required value={wish.from} onChange={(event) => set({ from: event.target.value })} />
          <Field label={t('bookings.latest')} type="time" required value={wish.until} onChange={(event) => set({ until: event.target.value })} />
          {seats && <Field label={t('bookings.party')} type="number" min={1} max={1000} required value={wish.party} onChange={(event) => set({ party: event.target.value })} />}
          <Select label={t('calls.language')} value={wish.language} onChange={(event) => set({ language: event.target.value as typeof wish.language })}>
            {(['en', 'es', 'pa'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`language.${one}`)}
              </option>
            ))}
          </Select>
        </div>
        <Field label={t('bookings.name')} required maxLength={200} autoComplete="off" value={wish.name} onChange={(event) => set({ name: event.target.value })} />
        <Field label={t('bookings.phone')} type="tel" placeholder="+14155550142" pattern="\+[1-9][0-9 ]{6,18}" hint={t('bookings.phoneHint')} value={wish.phone} onChange={(event) => set({ phone: event.target.value })} />
        <Field label={t('bookings.notes')} maxLength={2000} value={wish.notes} onChange={(event) => set({ notes: event.target.value })} />
        <Tick label={t('bookings.offers')} checked={wish.text} onChange={(event) => set({ text: event.target.checked })} />
        <Fault error={join.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" tone="strong" disabled={join.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
