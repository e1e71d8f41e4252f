import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field, Tick } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { GuestLines, PartyLine, ServiceLine, useWish } from '@/features/bookings/components/wish'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { momentAt } from '@/lib/time'

/** Somebody who would come that day if something became free. */
export function JoinWaitlist({ day, onClose }: { day: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const { wish, set, seats, asked } = useWish({ from: '17:00', until: '21:00' })
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
      body: { ...asked, start: momentAt(day, wish.from, timezone).toISOString(), end: momentAt(day, wish.until, timezone).toISOString() },
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
        <ServiceLine wish={wish} set={set} />
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('bookings.earliest')} type="time" required value={wish.from} onChange={(event) => set({ from: event.target.value })} />
          <Field label={t('bookings.latest')} type="time" required value={wish.until} onChange={(event) => set({ until: event.target.value })} />
          {seats && <PartyLine wish={wish} set={set} />}
        </div>
        <GuestLines wish={wish} set={set} />
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
