import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Dialog, Sure } from '@/components/ui/dialog'
import { Select, Tick } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { useWhose } from '@/features/bookings/api/whose'
import { $api, ApiProblem, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

type Linked = Schemas['CalendarOut']
const SHADES = { choosing: 'warn', connected: 'good', broken: 'danger' } as const

/** Google calendars whose busy times count here, and into which bookings are written. */
export function Connected({ manages }: { manages: boolean }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const { nameOf } = useWhose()
  const path = at(business)
  const [choosing, setChoosing] = useState<Linked>()
  const [leaving, setLeaving] = useState<Linked>()
  const linked = $api.useQuery('get', `${HOME}/calendars`, { params: { path } })
  const connect = $api.useMutation('post', `${HOME}/calendars`, { onSuccess: ({ url }) => location.assign(url) })
  const sync = $api.useMutation('post', `${HOME}/calendars/{calendar}/sync`, { onSuccess: () => void toast.success(t('calendars.read')), onSettled: () => stale('/calendars', '/schedules') })
  const end = $api.useMutation('delete', `${HOME}/calendars/{calendar}`, { onSettled: () => (setLeaving(undefined), stale('/calendars', '/schedules')) })
  const notSetUp = connect.error instanceof ApiProblem && (connect.error as ApiProblem).reason === 'not_set_up'
  return (
    <Card title={t('calendars.google')} aside={manages && <Button disabled={connect.isPending} onClick={() => connect.mutate({ params: { path }, body: { again: '' } })}>{t('calendars.connect')}</Button>}>
      <p className="mb-3 text-sm text-faint">{t('calendars.googleHint')}</p>
      {notSetUp ? <p className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">{t('calendars.notSetUp')}</p> : <Fault error={connect.error} />}
      <Fault error={sync.error ?? end.error} />
      <Shown query={linked} lines={1}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t('calendars.noGoogle')}</Empty>
          ) : (
            <ul aria-label={t('calendars.google')} className="divide-y divide-line">
              {found.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
                  <span className="min-w-0">
                    <span className="font-medium">{one.name || t('calendars.unchosen')}</span> <Badge shade={SHADES[one.status]}>{t(`calendars.status.${one.status}`)}</Badge>
                    <span className="block text-faint">
                      {one.status === 'broken' && one.reason ? t(`calendars.broken.${one.reason}`) : one.calendar ? nameOf(one.resource) : ''}
                      {one.synced && ` · ${t('calendars.synced', { when: dayAndTime(one.synced, timezone) })}`}
                    </span>
                  </span>
                  {manages && (
                    <span className="flex flex-wrap gap-2">
                      {one.status === 'broken' ? (
                        <Button disabled={connect.isPending} onClick={() => connect.mutate({ params: { path }, body: { again: one.id } })}>{t('calendars.again')}</Button>
                      ) : (
                        <Button onClick={() => setChoosing(one)}>{t('calendars.choose')}</Button>
                      )}
                      {one.status === 'connected' && <Button disabled={sync.isPending} onClick={() => sync.mutate({ params: { path: { ...path, calendar: one.id } } })}>{t('calendars.sync')}</Button>}
                      <Button onClick={() => setLeaving(one)}>{t('calendars.disconnect')}</Button>
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {choosing && <Choosing linked={choosing} onClose={() => setChoosing(undefined)} />}
      {leaving && (
        <Sure title={t('calendars.disconnectTitle')} act={t('calendars.disconnect')} busy={end.isPending} onAct={() => end.mutate({ params: { path: { ...path, calendar: leaving.id } } })} onClose={() => setLeaving(undefined)}>
          {t('calendars.disconnectWhat')}
        </Sure>
      )}
    </Card>
  )
}

/** Which of somebody's calendars, whose it is here, and what goes which way. */
function Choosing({ linked, onClose }: { linked: Linked; onClose: () => void }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const { resources } = useWhose()
  const path = { ...at(business), calendar: linked.id }
  const [wish, setWish] = useState({ calendar: linked.calendar, resource: linked.resource, busy_in: linked.busy_in, bookings_out: linked.bookings_out })
  const set = (part: Partial<typeof wish>) => setWish((now) => ({ ...now, ...part }))
  const choices = $api.useQuery('get', `${HOME}/calendars/{calendar}/choices`, { params: { path } })
  const choose = $api.useMutation('put', `${HOME}/calendars/{calendar}`, {
    onSuccess: () => {
      void stale('/calendars', '/schedules')
      onClose()
    },
  })
  const readOnly = choices.data?.find((one) => one.id === wish.calendar)?.writable === false
  return (
    <Dialog title={t('calendars.choose')} onClose={onClose}>
      <Shown query={choices}>
        {(found) => (
          <form
            className="space-y-4"
            onSubmit={(event) => {
              event.preventDefault()
              choose.mutate({ params: { path }, body: { ...wish, bookings_out: wish.bookings_out && !readOnly } })
            }}
          >
            <Select label={t('calendars.which')} required value={wish.calendar} onChange={(event) => set({ calendar: event.target.value })}>
              <option value="">…</option>
              {found.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
            <Select label={t('calendars.whose')} value={wish.resource} onChange={(event) => set({ resource: event.target.value, busy_in: event.target.value !== '' })}>
              <option value="">{t('calendars.everybody')}</option>
              {resources.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
            <Tick label={t('calendars.busyIn')} checked={wish.busy_in} onChange={(event) => set({ busy_in: event.target.checked })} />
            <Tick label={t('calendars.bookingsOut')} disabled={readOnly} checked={wish.bookings_out && !readOnly} onChange={(event) => set({ bookings_out: event.target.checked })} />
            <Fault error={choose.error} />
            <div className="flex justify-end gap-2">
              <Button onClick={onClose}>{t('action.cancel')}</Button>
              <Button type="submit" tone="strong" disabled={choose.isPending}>
                {t('action.save')}
              </Button>
            </div>
          </form>
        )}
      </Shown>
    </Dialog>
  )
}
