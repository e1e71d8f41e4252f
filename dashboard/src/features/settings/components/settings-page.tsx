import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { ButtonLink } from '@/components/ui/button'
import { PageTitle } from '@/components/ui/card'
import { useMay } from '@/features/account/api/account'
import { AuditLog } from '@/features/settings/components/audit-log'
import { Data } from '@/features/settings/components/data'
import { Keys } from '@/features/settings/components/keys'
import { Limits } from '@/features/settings/components/limits'
import { Providers } from '@/features/settings/components/providers'
import { Webhooks } from '@/features/settings/components/webhooks'

const route = getRouteApi('/$business/settings')
const SECTIONS = { limits: Limits, data: Data, providers: Providers, audit: AuditLog, keys: Keys, webhooks: Webhooks } as const
const NAMES = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]

export function SettingsPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const { section = 'limits' } = route.useSearch()
  const manages = useMay(business.id, 'manager')
  const Section = SECTIONS[section]
  if (!manages) return <PageTitle title={t('settings.title')} hint={t('reason.not_allowed')} />
  return (
    <>
      <PageTitle title={t('settings.title')} hint={t('settings.hint')} />
      <nav aria-label={t('settings.title')} className="mb-4 flex flex-wrap gap-1">
        {NAMES.map((name) => (
          <ButtonLink key={name} to="/$business/settings" params={at(business)} search={{ section: name }} replace tone={name === section ? 'strong' : 'plain'} aria-current={name === section ? 'page' : undefined}>
            {t(`settings.section.${name}`)}
          </ButtonLink>
        ))}
      </nav>
      <Section />
    </>
  )
}
