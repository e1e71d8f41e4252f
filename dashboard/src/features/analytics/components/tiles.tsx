import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { type Analytics, type Figures, type Mark, people, type Range, share, worth } from '@/features/analytics/api/analytics'
import { CallsBehind } from '@/features/analytics/components/calls-behind'
import { SpendPerGuest } from '@/features/analytics/components/spend-per-guest'
import { useMay } from '@/features/account/api/account'
import { money, percent, plainNumber, seconds } from '@/lib/numbers'

interface TileProps {
  name: 'answered' | 'saved' | 'booked' | 'alone' | 'transferred' | 'wait' | 'questions' | 'cost'
  value: string
  more?: string
  /** The same of as many days before; `–`: not known. */
  before: string
  marks?: readonly Mark[]
}

export function Tiles({ told, today, days }: { told: Analytics; today: string; days: Range }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const manages = useMay(business.id, 'manager')
  const { total, before, currency } = told
  const of = (part: number, whole: number) => {
    const found = share(part, whole)
    return found === null ? '–' : percent(found)
  }
  const earlier = (value: string) => (before.calls ? value : '–')
  const wait = (one: Figures) => (one.p50_ms === null ? '–' : seconds(one.p50_ms))
  const perBooking = share(total.usd, total.bookings)
  const tiles: TileProps[] = [
    { name: 'answered', value: of(total.answered, total.calls), more: t('results.ofCalls', { some: plainNumber(total.answered), all: plainNumber(total.calls) }), before: of(before.answered, before.calls), marks: ['answered'] },
    {
      name: 'saved',
      value: plainNumber(total.closed + total.busy),
      more: t('results.savedMore', { closed: plainNumber(total.closed), busy: plainNumber(total.busy) }),
      before: plainNumber(before.closed + before.busy),
      marks: ['closed', 'busy'],
    },
    {
      name: 'booked',
      value: plainNumber(total.bookings),
      more: worth(total) > 0 ? t(total.estimate ? 'results.worthAbout' : 'results.worth', { money: money(worth(total), currency) }) : undefined,
      before: plainNumber(before.bookings),
      marks: ['booked'],
    },
    { name: 'alone', value: of(total.alone, people(total)), more: t('results.ofAnswered', { some: plainNumber(total.alone), all: plainNumber(people(total)) }), before: of(before.alone, people(before)), marks: ['alone'] },
    {
      name: 'transferred',
      value: of(total.transferred, people(total)),
      more: t('results.transferredMore', { some: plainNumber(total.transferred), messages: plainNumber(total.messages) }),
      before: of(before.transferred, people(before)),
      marks: ['transferred', 'message'],
    },
    { name: 'questions', value: plainNumber(total.questions), before: plainNumber(before.questions), marks: ['question'] },
    { name: 'wait', value: wait(total), more: total.p95_ms === null ? undefined : t('results.waitMore', { slow: seconds(total.p95_ms), count: total.answers }), before: wait(before) },
    {
      name: 'cost',
      value: total.answered ? money(total.usd / total.answered, 'USD') : '–',
      more: t('results.costMore', { all: money(total.usd, 'USD'), booking: perBooking === null ? '–' : money(perBooking, 'USD') }),
      before: before.answered ? money(before.usd / before.answered, 'USD') : '–',
    },
  ]
  return (
    <ul aria-label={t('results.numbers')} className="grid grid-cols-2 gap-2 sm:gap-3 lg:grid-cols-4">
      {tiles.map((tile) => (
        <Tile key={tile.name} {...tile} before={earlier(tile.before)} today={today} days={days}>
          {tile.name === 'booked' && manages && total.unpriced > 0 && <SpendPerGuest told={told} />}
        </Tile>
      ))}
    </ul>
  )
}

function Tile({ name, value, more, before, marks, today, days, children }: TileProps & { today: string; days: Range; children?: ReactNode }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  return (
    <li className="flex flex-col rounded-2xl border border-line bg-raised p-3 shadow-sm sm:p-4">
      <h2 className="text-sm font-medium text-faint">{t(`results.number.${name}`)}</h2>
      <p className="mt-1 text-2xl font-bold sm:text-3xl tabular-nums">{value}</p>
      {more && <p className="text-sm">{more}</p>}
      {before !== '–' && <p className="mt-1 text-xs text-faint">{t('results.before', { value: before, count: days })}</p>}
      {children}
      <div className="mt-auto pt-2 text-sm">
        <details>
          <summary className="w-fit cursor-pointer rounded text-brand underline">{t('results.what')}</summary>
          <p className="mt-1 text-faint">{t(`results.about.${name}`)}</p>
        </details>
        {marks && (
          <Button tone="quiet" className="-mx-3 text-brand underline" onClick={() => setShown(true)} aria-label={t('results.showOf', { name: t(`results.number.${name}`) })}>
            {t('results.show')}
          </Button>
        )}
      </div>
      {shown && marks && <CallsBehind title={t(`results.number.${name}`)} marks={marks} today={today} days={days} onClose={() => setShown(false)} />}
    </li>
  )
}
