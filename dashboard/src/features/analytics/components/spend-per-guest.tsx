import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import type { Analytics } from '@/features/analytics/api/analytics'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'

/** A table has no price: what a guest usually spends values its visits. */
export function SpendPerGuest({ told }: { told: Analytics }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [sum, setSum] = useState(told.spend_per_guest ?? '')
  const save = $api.useMutation('put', `${HOME}/analytics/spend`, { onSettled: () => stale('/analytics') })
  return (
    <form
      className="mt-2 space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ params: { path: at(business) }, body: { spend_per_guest: sum || null, revision: told.revision } })
      }}
    >
      <div className="flex items-end gap-2">
        <Field label={t('results.spend', { currency: told.currency })} type="number" min={0} max={100_000} step={0.01} value={sum} onChange={(event) => setSum(event.target.value)} />
        <Button type="submit" disabled={save.isPending || sum === (told.spend_per_guest ?? '')}>
          {t('action.save')}
        </Button>
      </div>
      <Fault error={save.error} />
    </form>
  )
}
