import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useChanges } from '@/lib/changed'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

const FIRST_SHOWN = 20
const MOST_SHOWN = 100

/** What callers were told before, and the way back to it. */
export function History() {
  const { t } = useTranslation()
  const { business } = useHere()
  const [limit, setLimit] = useState(FIRST_SHOWN)
  const versions = $api.useQuery('get', `${HOME}/versions`, { params: { path: at(business), query: { limit } } })
  return (
    <Card title={t('versions.history')}>
      <Shown query={versions}>
        {(found) => (
          <>
            {found.length === 0 && <Empty>{t('versions.none')}</Empty>}
            <ul className="divide-y divide-line">
              {found.map((one) => (
                <li key={one.version}>
                  <Version version={one} />
                </li>
              ))}
            </ul>
            {found.length === limit && limit < MOST_SHOWN && <Button onClick={() => setLimit(MOST_SHOWN)}>{t('action.more')}</Button>}
          </>
        )}
      </Shown>
    </Card>
  )
}

function Version({ version }: { version: Schemas['VersionOut'] }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const manages = useMay(business.id, 'manager')
  const stale = useStale()
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  const stands = version.version === business.version
  const noted = [
    version.back_to === null ? '' : t('versions.backTo', { version: version.back_to }),
    version.note,
    version.untried ? t('versions.untried') : '',
    version.although && t('versions.although', { why: version.although }),
  ].filter(Boolean)
  const back = $api.useMutation('post', `${HOME}/versions/{version}/publish`, {
    onSuccess: (told) => {
      setAsking(false)
      toast.success(t('versions.published', { version: told.version }))
      return stale('')
    },
  })
  return (
    <div className="py-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {t('versions.version', { version: version.version })} {stands && <Badge shade="good">{t('versions.live')}</Badge>}
          </p>
          <p className="text-sm text-faint">
            {version.published ? dayAndTime(version.published, timezone) : t('versions.before')}
            {version.by && ` · ${version.by}`}
            {noted.map((one) => ` · ${one}`)}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('versions.whatChanged')}
          </Button>
          {manages && !stands && <Button onClick={() => setAsking(true)}>{t('versions.back')}</Button>}
        </div>
      </div>
      {open && <Changes version={version.version} />}
      {asking && (
        <Sure
          title={t('versions.backTitle', { version: version.version })}
          act={t('versions.back')}
          busy={back.isPending}
          onClose={() => setAsking(false)}
          onAct={() => back.mutate({ params: { path: { ...at(business), version: version.version }, query: { revision: business.version } } })}
        >
          <p>{t('versions.backWhat')}</p>
          <Fault error={back.error} />
        </Sure>
      )}
    </div>
  )
}

function Changes({ version }: { version: number }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const whole = $api.useQuery('get', `${HOME}/versions/{version}`, { params: { path: { ...at(business), version } } }, { staleTime: Infinity })
  return (
    <Shown query={whole} lines={2}>
      {({ changes, definition }) =>
        changes.length === 0 ? <p className="mt-2 text-sm text-faint">{t('versions.noChanges')}</p> : <ChangesTold changes={changes} currency={definition.currency} />
      }
    </Shown>
  )
}

function ChangesTold({ changes, currency }: { changes: Schemas['ChangeOut'][]; currency: string }) {
  return (
    <ul className="mt-2 list-disc space-y-1 pl-5 text-sm">
      {useChanges(changes, currency).map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  )
}
