import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Field, Tick } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { type Draft, useDraft } from '@/features/assistant/api/draft'
import { Later } from '@/features/versions/components/later'
import { History } from '@/features/versions/components/history'
import { Tests } from '@/features/versions/components/tests'
import { usePublishing } from '@/features/versions/api/publish'
import { goesOn } from '@/features/versions/api/trial'
import { $api, HOME } from '@/lib/api'
import { useChanges } from '@/lib/changed'
import { useSaid } from '@/lib/said'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

export function VersionsPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const draft = useDraft(business.id)
  return (
    <>
      <PageTitle title={t('versions.title')} hint={t('versions.hint')} />
      <div className="space-y-4">
        <Card title={t('versions.draft')}>
          <Shown query={draft}>
            {(found) =>
              found ? (
                <Waiting key={found.revision} draft={found} />
              ) : (
                <Empty
                  action={
                    <ButtonLink to="/$business/assistant" params={at(business)}>
                      {t('versions.begin')}
                    </ButtonLink>
                  }
                >
                  {t('versions.noDraft')}
                </Empty>
              )
            }
          </Shown>
        </Card>
        <Tests drafted={!!draft.data} />
        <History />
      </div>
    </>
  )
}

/** What publishing would change, and what contradicts itself. */
function Waiting({ draft }: { draft: Draft }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const manages = useMay(business.id, 'manager')
  const stale = useStale()
  const owns = useMay(business.id, 'owner')
  const [note, setNote] = useState('')
  const [although, setAlthough] = useState('')
  const [untried, setUntried] = useState(false)
  const again = () => stale('')
  const publishing = usePublishing(business, (told) => {
    toast.success(t('versions.published', { version: told.version }))
    void again()
  })
  const { trial, tried, trying } = publishing
  const playing = !!trial?.current && goesOn(trial)
  const fails = !!trial && trial.failing.length > 0
  const [discarding, setDiscarding] = useState(false)
  const changes = useChanges(draft.review.changes, business.currency)
  const findings = useSaid(draft.review.findings)
  const blocked = findings.some((one) => one.severity === 'error')
  const behind = draft.base !== business.version
  const discard = $api.useMutation('delete', `${HOME}/draft`, {
    onSuccess: () => {
      setDiscarding(false)
      toast.success(t('versions.discarded'))
      return again()
    },
  })
  return (
    <div className="space-y-4">
      <p className="text-sm text-faint">{t('versions.savedBy', { when: dayAndTime(draft.saved, timezone), who: draft.by || t('versions.somebody') })}</p>
      {changes.length === 0 ? (
        <p>{t('versions.nothing')}</p>
      ) : (
        <ul aria-label={t('versions.changes')} className="list-disc space-y-1 pl-5">
          {changes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      {findings.length > 0 && (
        <ul aria-label={t('versions.findings')} className="space-y-2">
          {findings.map((one) => (
            <li key={one.rule + one.where + one.message} className="text-sm">
              <Badge shade={one.severity === 'error' ? 'danger' : 'warn'}>{one.severity === 'error' ? t('versions.error') : t('versions.warning')}</Badge> {one.where}: {one.message}
            </li>
          ))}
        </ul>
      )}
      {behind && <p className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">{t('versions.behind', { base: draft.base, version: business.version })}</p>}
      {blocked && <p className="text-sm text-danger">{t('versions.blocked')}</p>}
      {manages && (
        <form
          aria-label={t('versions.publish')}
          className="space-y-3 border-t border-line pt-4"
          onSubmit={(event) => {
            event.preventDefault()
            publishing.go({ note, although: fails ? although : '', untried: untried && !tried })
          }}
        >
          <Field label={t('versions.note')} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          {fails && <p className="text-sm text-danger">{t('lab.bad', { count: trial.failing.length, total: trial.total })}</p>}
          {fails && owns && <Field label={t('lab.although')} hint={t('lab.althoughHint')} maxLength={200} value={although} onChange={(event) => setAlthough(event.target.value)} />}
          {!tried && !fails && <Tick label={t('lab.untried')} checked={untried} onChange={(event) => setUntried(event.target.checked)} />}
          {trying && (
            <p role="status" className="text-sm">
              {t('lab.thenPublished')}
            </p>
          )}
          <Fault error={publishing.error} />
          <Later
            revision={draft.revision}
            note={note}
            untried={untried && !tried}
            disabled={blocked || behind || fails || playing || !(tried || untried) || changes.length === 0}
          />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setDiscarding(true)}>{t('versions.discard')}</Button>
            <Button type="submit" tone="strong" disabled={publishing.busy || blocked || behind || playing || (fails && !although.trim()) || changes.length === 0}>
              {fails && owns ? t('lab.publishAnyway') : tried || untried || fails ? t('versions.publish') : t('lab.tryAndPublish')}
            </Button>
          </div>
        </form>
      )}
      {discarding && (
        <Sure
          title={t('versions.discardTitle')}
          act={t('versions.discard')}
          busy={discard.isPending}
          onClose={() => setDiscarding(false)}
          onAct={() => discard.mutate({ params: { path: at(business), query: { revision: draft.revision } } })}
        >
          <p>{t('versions.discardWhat')}</p>
          <Fault error={discard.error} />
        </Sure>
      )}
    </div>
  )
}
