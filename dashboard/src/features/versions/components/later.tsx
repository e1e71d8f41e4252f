import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { usePublication } from '@/features/versions/api/trial'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { dayAndTime, daysAfter, isoDay, momentAt } from '@/lib/time'

/** A time at which the draft is published by itself. */
export function Later({ revision, note, untried, disabled }: { revision: number; note: string; untried: boolean; disabled: boolean }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const planned = usePublication(business.id)
  const [day, setDay] = useState(() => daysAfter(isoDay(new Date(), timezone), 1))
  const [time, setTime] = useState('06:00')
  const plan = $api.useMutation('put', `${HOME}/draft/publication`, { onSuccess: () => stale('/draft/publication') })
  const off = $api.useMutation('delete', `${HOME}/draft/publication`, {
    onSuccess: () => {
      toast.success(t('lab.calledOff'))
      return stale('/draft/publication')
    },
  })
  return (
    <details className="rounded-lg border border-line px-3 py-2" open={planned.data?.status === 'waiting' || undefined}>
      <summary className="min-h-6 cursor-pointer text-sm font-medium">{t('lab.later')}</summary>
      <Shown query={planned} lines={1}>
        {(told) =>
          told?.status === 'waiting' ? (
            <div className="mt-2 flex flex-wrap items-center justify-between gap-2 text-sm">
              <p>{t('lab.planned', { when: dayAndTime(told.at, timezone), who: told.by || t('versions.somebody') })}</p>
              <Button disabled={off.isPending} onClick={() => off.mutate({ params: { path: at(business) } })}>
                {t('lab.callOff')}
              </Button>
            </div>
          ) : (
            <div className="mt-2 space-y-2">
              {told?.status === 'refused' && <p className="text-sm text-danger">{t('lab.refused', { when: dayAndTime(told.at, timezone), why: told.why })}</p>}
              <div className="grid gap-2 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
                <Field label={t('lab.day')} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
                <Field label={t('lab.time')} type="time" value={time} onChange={(event) => setTime(event.target.value)} />
                <Button
                  disabled={disabled || plan.isPending || !day || !time}
                  onClick={() => plan.mutate({ params: { path: at(business) }, body: { at: momentAt(day, time, timezone).toISOString(), revision, note, untried } })}
                >
                  {t('lab.plan')}
                </Button>
              </div>
            </div>
          )
        }
      </Shown>
      <Fault error={plan.error ?? off.error} />
    </details>
  )
}
