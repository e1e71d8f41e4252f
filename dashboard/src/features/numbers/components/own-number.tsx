import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Tick } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { telephone } from '@/lib/telephone'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'

const SHADES = { ours: 'good', elsewhere: 'danger', not_owned: 'danger' } as const
const ADDRESSES = ['voice_url', 'voice_fallback_url', 'status_callback', 'sms_url'] as const

/** One number of the business: where it leads, and what can be done about it. `only`: it is the last, and stays. */
export function OwnNumber({ one, mayChange, only }: { one: Schemas['NumberOut']; mayChange: boolean; only: boolean }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [removing, setRemoving] = useState(false)
  const [release, setRelease] = useState(false)
  const path = { ...at(business), number: one.number }
  const said = telephone(one.number)
  const mend = $api.useMutation('put', `${HOME}/numbers/{number}`, {
    onSuccess: () => {
      toast.success(t('numbers.mended', { number: said }))
      return stale('')
    },
  })
  const remove = $api.useMutation('delete', `${HOME}/numbers/{number}`, {
    onSuccess: () => {
      setRemoving(false)
      toast.success(t('numbers.removed', { number: said }))
      return stale('')
    },
  })
  return (
    <li className="space-y-2 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-lg font-semibold tabular-nums">{said}</span>
        <Badge shade={SHADES[one.reach]}>{t(`numbers.reach.${one.reach}`)}</Badge>
        {one.location && <span className="text-sm text-faint">{t('numbers.place', { place: one.location })}</span>}
      </div>
      <Trouble one={one} />
      <Fault error={mend.error} />
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          {one.reach === 'elsewhere' && (
            <Button tone="strong" disabled={mend.isPending} onClick={() => mend.mutate({ params: { path } })}>
              {t('numbers.mend')}
            </Button>
          )}
          {!only && !one.location && (
            <Button aria-label={t('numbers.remove', { number: said })} onClick={() => setRemoving(true)}>
              {t('action.remove')}
            </Button>
          )}
        </div>
      )}
      {removing && (
        <Sure
          title={t('numbers.removeTitle', { number: said })}
          act={t('action.remove')}
          busy={remove.isPending}
          onClose={() => setRemoving(false)}
          onAct={() => remove.mutate({ params: { path, query: { release } } })}
        >
          <p className="mb-2">{t('numbers.removeWhat')}</p>
          <Tick label={t('numbers.release')} checked={release} onChange={(event) => setRelease(event.target.checked)} />
          <Fault error={remove.error} />
        </Sure>
      )}
    </li>
  )
}

function Trouble({ one }: { one: Schemas['NumberOut'] }) {
  const { t } = useTranslation()
  if (one.reach === 'ours') return null
  const wrong = ADDRESSES.filter((name) => one.wrong.includes(name)).map((name) => t(`numbers.wrong.${name}`))
  const said =
    one.reach === 'not_owned'
      ? t('numbers.notOwned')
      : !one.wrong.includes('voice_url')
        ? t('numbers.partly', { what: wrong.join(', ') })
        : one.leads_to
          ? t('numbers.leadsTo', { where: one.leads_to })
          : t('numbers.nowhere')
  return <p className="text-sm break-words text-danger">{said}</p>
}
