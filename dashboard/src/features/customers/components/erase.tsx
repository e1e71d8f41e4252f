import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Dialog, Sure } from '@/components/ui/dialog'
import { Fault } from '@/components/ui/states'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'

const COUNTED = ['bookings', 'calls', 'recordings', 'texts', 'messages', 'waitlist', 'memories', 'questions', 'deliveries'] as const

/** Asks, forgets, and tells what went and what waits. */
export function Erase({ phone }: { phone: string }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [asking, setAsking] = useState(false)
  const erase = $api.useMutation('delete', `${HOME}/customers/{phone}`, {
    onSuccess: () => stale('/customers', '/calls', '/texts', '/messages', '/bookings', '/erasures'),
    onSettled: () => setAsking(false),
  })
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        {t('customers.erase')}
      </Button>
      <Fault error={erase.error} />
      {asking && (
        <Sure title={t('customers.eraseTitle')} act={t('customers.erase')} busy={erase.isPending} onAct={() => erase.mutate({ params: { path: { ...at(business), phone } } })} onClose={() => setAsking(false)}>
          {t('customers.eraseWhat')}
        </Sure>
      )}
      {erase.data && (
        <Dialog title={t('customers.erased')} onClose={() => erase.reset()}>
          <WhatWent erasure={erase.data} />
        </Dialog>
      )}
    </>
  )
}

export function WhatWent({ erasure }: { erasure: Schemas['ErasureOut'] }) {
  const { t } = useTranslation()
  const gone = COUNTED.filter((one) => erasure[one] > 0)
  return (
    <div className="space-y-2 text-sm">
      <ul className="list-disc pl-5">
        {erasure.card && <li>{t('customers.gone.card')}</li>}
        {gone.map((one) => (
          <li key={one}>
            {t(`customers.gone.${one}`)}: {erasure[one]}
          </li>
        ))}
      </ul>
      {erasure.visits_ahead > 0 && <p>{t('customers.visitsAhead', { count: erasure.visits_ahead })}</p>}
      {!erasure.done && <p className="text-faint">{t('customers.restWaits')}</p>}
    </div>
  )
}
