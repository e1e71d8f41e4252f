import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge } from '@/components/ui/card'
import { Select } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { SHADES, STATUSES } from '@/features/settings/api/settings'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

/** What was sent to one of them, what became of it, and sending it again. */
export function Deliveries({ endpoint }: { endpoint: string }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const stale = useStale()
  const [status, setStatus] = useState<(typeof STATUSES)[number]>()
  const path = { ...at(business), endpoint }
  const deliveries = $api.useQuery('get', `${HOME}/webhooks/{endpoint}/deliveries`, { params: { path, query: { status, limit: 50 } } }, { refetchInterval: 15_000 })
  const replay = $api.useMutation('post', `${HOME}/webhooks/{endpoint}/deliveries/{delivery}/replay`, { onSuccess: () => stale('/webhooks') })
  const replayAll = $api.useMutation('post', `${HOME}/webhooks/{endpoint}/replay-dead`, { onSuccess: () => stale('/webhooks') })
  return (
    <section aria-label={t('settings.deliveries')} className="mt-4 border-t border-line pt-4">
      <div className="mb-2 flex flex-wrap items-end justify-between gap-2">
        <Select label={t('settings.deliveries')} value={status ?? ''} onChange={(event) => setStatus(STATUSES.find((one) => one === event.target.value))}>
          <option value="">{t('calls.anything')}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {t(`settings.delivery.${one}`)}
            </option>
          ))}
        </Select>
        <Button disabled={replayAll.isPending} onClick={() => replayAll.mutate({ params: { path } })}>
          {t('settings.replayDead')}
        </Button>
      </div>
      <Fault error={replay.error ?? replayAll.error} />
      <Shown query={deliveries}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t('settings.noDeliveries')}</Empty>
          ) : (
            <ul className="divide-y divide-line text-sm">
              {found.map((one) => (
                <li key={one.id} className="py-2">
                  <p className="flex flex-wrap items-center gap-2">
                    <Badge shade={SHADES[one.status]}>{t(`settings.delivery.${one.status}`)}</Badge>
                    <span className="font-medium">{one.type}</span>
                    <span className="text-faint">
                      {dayAndTime(one.created, timezone)} · {t('settings.attempts', { count: one.attempts })}
                    </span>
                    {one.status !== 'waiting' && (
                      <Button className="ml-auto" disabled={replay.isPending} onClick={() => replay.mutate({ params: { path: { ...path, delivery: one.id } } })}>
                        {t('settings.replay')}
                      </Button>
                    )}
                  </p>
                  {one.error && <p className="text-danger">{one.error}</p>}
                  <details>
                    <summary className="w-fit cursor-pointer rounded text-brand underline">{t('settings.body')}</summary>
                    <pre tabIndex={0} className="mt-1 max-h-60 overflow-auto rounded-lg bg-sunken p-2 text-xs break-all whitespace-pre-wrap">
                      {one.body}
                    </pre>
                  </details>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  )
}
