import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Bars, Shares } from '@/components/ui/bars'
import { ButtonLink, FileLink } from '@/components/ui/button'
import { Card, PageTitle } from '@/components/ui/card'
import { Empty, Shown } from '@/components/ui/states'
import { type Analytics, bars, people, RANGES, type Range, spreadsheetUrl, useAnalytics } from '@/features/analytics/api/analytics'
import { Tiles } from '@/features/analytics/components/tiles'
import { useOutcome } from '@/lib/outcome'
import { isoDay, shortDay } from '@/lib/time'

const route = getRouteApi('/$business/results')
const MOST_BARS = 45
const MOODS = ['frustrated', 'urgent', 'hesitant'] as const

export function ResultsPage() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const { days = 30 } = route.useSearch()
  const today = isoDay(new Date(), timezone)
  const told = useAnalytics(business.id, today, days)
  return (
    <>
      <PageTitle title={t('results.title')} hint={t('results.hint')}>
        <FileLink href={spreadsheetUrl(business.id, today, days)}>{t('results.spreadsheet')}</FileLink>
      </PageTitle>
      <nav aria-label={t('results.stretch')} className="mb-4 flex flex-wrap gap-1">
        {RANGES.map((one) => (
          <ButtonLink key={one} to="/$business/results" params={at(business)} search={{ days: one }} replace tone={one === days ? 'strong' : 'plain'} aria-current={one === days ? 'page' : undefined}>
            {t('results.days', { count: one })}
          </ButtonLink>
        ))}
      </nav>
      <Shown query={told} lines={6}>
        {(found) => (
          <div className={told.isPlaceholderData ? 'opacity-60' : ''}>
            {found.waiting.length > 0 && (
              <p role="status" className="mb-4 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">
                {t('results.counting', { count: found.waiting.length })}
              </p>
            )}
            {found.total.calls === 0 ? <Empty>{t('results.none')}</Empty> : <Told told={found} today={today} days={days} />}
          </div>
        )}
      </Shown>
    </>
  )
}

function Told({ told, today, days }: { told: Analytics; today: string; days: Range }) {
  const { t } = useTranslation()
  const outcome = useOutcome()
  const { timezone } = useHere()
  const named = (day: string) => shortDay(`${day}T12:00:00Z`, 'UTC')
  const series = [
    { name: t('results.open'), shade: 'bg-brand' },
    { name: t('results.saved'), shade: 'bg-warn' },
    { name: t('results.notAnswered'), shade: 'bg-danger' },
  ]
  const hours = told.total.hours.map((calls, hour) => ({ label: `${String(hour).padStart(2, '0')}:00`, parts: [calls] }))
  const languages = Object.entries(told.total.languages).map(([language, value]) => ({ name: t(`language.${language as 'en'}`), value }))
  const felt = told.total.moods
  const moods = MOODS.filter((mood) => felt[mood]).map((mood) => ({ name: t(`mood.${mood}`), value: felt[mood] ?? 0 }))
  const outcomes = Object.entries(told.total.outcomes).map(([end, value]) => ({ name: outcome(end), value }))
  return (
    <div className="space-y-4">
      <Tiles told={told} today={today} days={days} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('results.byDay')}>
          <Bars
            title={t('results.byDay')}
            of={t('results.day')}
            series={series}
            bars={bars(told.days, named, (one) => [one.answered - one.closed - one.busy, one.closed + one.busy, one.calls - one.answered], MOST_BARS)}
          />
        </Card>
        <Card title={t('results.byHour')}>
          <Bars title={t('results.byHour')} of={t('results.hour', { zone: timezone })} series={[{ name: t('results.calls'), shade: 'bg-brand' }]} bars={hours} />
        </Card>
        <Card title={t('results.languages')}>{people(told.total) === 0 ? <Empty>{t('results.none')}</Empty> : <Shares parts={languages} />}</Card>
        {moods.length > 0 && (
          <Card title={t('results.moods')}>
            <p className="mb-3 text-sm text-faint">{t('results.moodsHint')}</p>
            <Shares parts={moods} whole={people(told.total)} />
          </Card>
        )}
        <Card title={t('results.ends')}>
          <Shares parts={outcomes} />
        </Card>
      </div>
    </div>
  )
}
