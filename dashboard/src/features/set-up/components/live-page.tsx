import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Fault, Shown } from '@/components/ui/states'
import { useMay, useMe } from '@/features/account/api/account'
import { type Draft, useDraft } from '@/features/assistant/api/draft'
import { BrowserCall } from '@/features/browser-call/components/browser-call'
import { useCalls } from '@/features/calls/api/calls'
import { Consent } from '@/features/set-up/components/consent'
import { PutThrough } from '@/features/set-up/components/put-through'
import { usePublishing } from '@/features/versions/api/publish'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'

/** What is still to be done before callers can rely on it, read from what there is: whoever comes back finds it as far as it got. */
export function SetUpLivePage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const draft = useDraft(business.id)
  return (
    <>
      <PageTitle title={t('setUp.live.title')} hint={t('setUp.live.hint', { name: business.name })} />
      <Shown query={draft} lines={6}>
        {(found) => <Steps key={found?.revision ?? 0} draft={found} />}
      </Shown>
    </>
  )
}

function Steps({ draft }: { draft: Draft | null }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const me = useMe().data
  const manages = useMay(business.id, 'manager')
  const numbers = $api.useQuery('get', `${HOME}/numbers`, { params: { path: at(business) } })
  const calls = useCalls(business.id, {})
  const definition = draft?.definition ?? business
  const answered = numbers.data?.numbers.some((one) => one.reach === 'ours') ?? false
  const called = calls.data?.pages.some((page) => page.calls.length > 0) ?? false
  return (
    <ol className="space-y-4">
      <Step done title={t('setUp.live.facts')} hint={t('setUp.live.factsHint')}>
        <ButtonLink to="/$business/assistant" params={at(business)}>
          {t('nav.assistant')}
        </ButtonLink>
      </Step>
      <Step done={answered} title={t('setUp.live.number')} hint={t('setUp.live.numberHint')}>
        <Fault error={numbers.error} again={() => void numbers.refetch()} />
        <ButtonLink to="/$business/numbers" params={at(business)}>
          {t('nav2.numbers')}
        </ButtonLink>
      </Step>
      <Step done title={t('setUp.live.consent')} hint={t('setUp.live.consentHint')}>
        <Consent definition={definition} draft={draft} mayChange={manages} />
      </Step>
      <Step done={definition.handoffs.length > 0} title={t('setUp.live.person')} hint={t('setUp.live.personHint')}>
        {manages && <PutThrough definition={definition} draft={draft} />}
      </Step>
      <Step done={!me?.open_house} title={t('setUp.live.accounts')} hint={me?.open_house ? t('setUp.live.accountsHint') : undefined}>
        <ButtonLink to="/$business/team" params={at(business)}>
          {t('nav.team')}
        </ButtonLink>
      </Step>
      <Step done={called} title={t('setUp.live.call')} hint={t('setUp.live.callHint')}>
        <BrowserCall business={business.id} name={business.name} />
      </Step>
      {draft && manages ? (
        <GoLive draft={draft} />
      ) : (
        <li>
          <Card title={t('setUp.live.ready')} aside={<Badge shade={answered ? 'good' : 'warn'}>{answered ? t('setUp.live.done') : t('setUp.live.todo')}</Badge>}>
            <p className="text-sm text-faint">{t('setUp.live.readyHint')}</p>
          </Card>
        </li>
      )}
    </ol>
  )
}

function GoLive({ draft }: { draft: Draft }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const blocked = draft.review.findings.some((one) => one.severity === 'error')
  const publishing = usePublishing(business, () => {
    toast.success(t('setUp.live.ready'))
    void stale('')
  })
  const failed = publishing.trying ? null : publishing.trial
  return (
    <Step done={false} title={t('setUp.live.publish')} hint={t('setUp.live.publishHint')}>
      {blocked && <p className="mb-2 text-sm text-danger">{t('setUp.live.blocked')}</p>}
      {publishing.trying && (
        <p role="status" className="mb-2 text-sm">
          {t('lab.thenPublished')}
        </p>
      )}
      {!!failed?.failing.length && <p className="mb-2 text-sm text-danger">{t('lab.bad', { count: failed.failing.length, total: failed.total })}</p>}
      <Fault error={publishing.error} />
      <div className="flex flex-wrap gap-2">
        <ButtonLink to="/$business/versions" params={at(business)}>
          {t('nav.versions')}
        </ButtonLink>
        <Button tone="strong" disabled={publishing.busy || blocked} onClick={() => publishing.go({ note: '', although: '', untried: false })}>
          {t('setUp.live.goLive')}
        </Button>
      </div>
    </Step>
  )
}

function Step({ done, title, hint, children }: { done: boolean; title: string; hint?: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <li>
      <Card title={title} aside={<Badge shade={done ? 'good' : 'warn'}>{done ? t('setUp.live.done') : t('setUp.live.todo')}</Badge>}>
        {hint && <p className="mb-3 text-sm text-faint">{hint}</p>}
        {children}
      </Card>
    </li>
  )
}
