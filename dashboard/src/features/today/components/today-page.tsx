import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { ButtonLink } from '@/components/ui/button'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Empty } from '@/components/ui/states'
import { NeedsAPerson } from '@/features/today/components/needs-a-person'
import { NextVisits } from '@/features/today/components/next-visits'
import { PassingFacts } from '@/features/today/components/passing-facts'
import { telephone } from '@/lib/telephone'
import { isoDay, longDay } from '@/lib/time'

export function TodayPage() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  return (
    <>
      <PageTitle title={t('today.title')} hint={`${business.name} · ${longDay(isoDay(new Date(), timezone))}`} />
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="space-y-4">
          <NeedsAPerson />
          <PassingFacts />
        </div>
        <div className="space-y-4">
          <Now />
          <NextVisits />
        </div>
      </div>
    </>
  )
}

/** Who is on the line. */
function Now() {
  const { t } = useTranslation()
  const { business, calls, connected } = useHere()
  const live = calls.filter((call) => !call.ended)
  return (
    <Card title={t('live.title')} aside={<Badge shade={connected ? 'good' : 'warn'}>{connected ? t('live.connected') : t('live.connecting')}</Badge>}>
      {live.length === 0 ? (
        <Empty
          action={
            <ButtonLink to="/$business/live" params={at(business)}>
              {t('live.ring')}
            </ButtonLink>
          }
        >
          {t('today.nobodyCalls')}
        </Empty>
      ) : (
        <ul className="divide-y divide-line">
          {live.map((call) => (
            <li key={call.call}>
              <Link to="/$business/live" params={at(business)} className="flex min-h-11 items-center justify-between gap-2 hover:underline">
                <span className="font-medium">{call.caller ? telephone(call.caller, business.numbers[0]) : t('live.withheld')}</span>
                <Badge shade="brand">{t('outcome.live')}</Badge>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
