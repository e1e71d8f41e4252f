import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { ButtonLink, FileLink } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Empty, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { WhatWent } from '@/features/customers/components/erase'
import { $api, HOME } from '@/lib/api'
import { dayAndTime, daysAfter, isoDay } from '@/lib/time'

const BACK_DAYS = 92

/** What can be taken away, and what was asked to be forgotten. */
export function Data() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const owns = useMay(business.id, 'owner')
  const today = isoDay(new Date(), timezone)
  const files = `/api/v1/businesses/${encodeURIComponent(business.id)}/exports`
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card title={t('settings.takeAway')}>
        <p className="mb-3 text-sm text-faint">{t('settings.takeAwayHint')}</p>
        <div className="flex flex-wrap gap-2">
          <FileLink href={`${files}/bookings.csv?${new URLSearchParams({ from: daysAfter(today, -BACK_DAYS), to: today, bom: 'true' })}`}>{t('settings.visitsBehind')}</FileLink>
          <FileLink href={`${files}/bookings.csv?${new URLSearchParams({ from: today, to: daysAfter(today, BACK_DAYS), bom: 'true' })}`}>{t('settings.visitsAhead')}</FileLink>
          <FileLink href={`${files}/customers.csv?bom=true`}>{t('nav.customers')}</FileLink>
          <ButtonLink to="/$business/customers" params={at(business)}>
            {t('settings.onePerson')}
          </ButtonLink>
        </div>
      </Card>
      {owns && <Erasures />}
    </div>
  )
}

function Erasures() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const erasures = $api.useQuery('get', `${HOME}/erasures`, { params: { path: at(business) } })
  return (
    <Card title={t('settings.erasures')}>
      <p className="mb-3 text-sm text-faint">{t('settings.erasuresHint')}</p>
      <Shown query={erasures}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t('settings.noErasures')}</Empty>
          ) : (
            <ul className="divide-y divide-line">
              {found.map((one) => (
                <li key={one.id} className="py-2 text-sm">
                  <p className="mb-1 flex flex-wrap items-center gap-2">
                    <span className="font-medium">{dayAndTime(one.requested, timezone)}</span>
                    <Badge shade={one.done ? 'good' : 'warn'}>{one.done ? t('settings.done') : t('settings.goesOn')}</Badge>
                  </p>
                  <WhatWent erasure={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </Card>
  )
}
