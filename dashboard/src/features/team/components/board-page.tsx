import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '@/components/ui/button'
import { Badge, PageTitle } from '@/components/ui/card'
import { Empty, Shown } from '@/components/ui/states'
import { useMe } from '@/features/account/api/account'
import { telephone } from '@/lib/telephone'
import { $api, type Schemas } from '@/lib/api'

type Row = Schemas['BoardRow']
const SHADES = { well: 'good', look: 'warn', ill: 'danger' } as const

const dollars = (usd: number) => `$${usd.toFixed(2)}`

/** Every business somebody looks after, side by side. */
export function BoardPage() {
  const { t } = useTranslation()
  const me = useMe().data
  const board = $api.useQuery('get', '/api/v1/board', {}, { refetchInterval: 15_000 })
  return (
    <main className="mx-auto max-w-6xl p-4 sm:p-6">
      <p className="mb-4 text-lg font-bold text-brand">Firstring</p>
      <PageTitle title={t('board.title')} hint={t('board.hint')}>
        {me?.may_found && (
          <ButtonLink to="/set-up" tone="strong">
            {t('nav2.found')}
          </ButtonLink>
        )}
      </PageTitle>
      <Shown query={board} lines={5}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty>{t('board.none')}</Empty>
          ) : (
            <>
              <Sums rows={rows} />
              <ul aria-label={t('board.title')} className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
                {rows.map((row) => (
                  <One key={row.business} row={row} />
                ))}
              </ul>
            </>
          )
        }
      </Shown>
    </main>
  )
}

function Sums({ rows }: { rows: Row[] }) {
  const { t } = useTranslation()
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const sums = [
    [t('board.calls'), sum((row) => row.calls)],
    [t('board.bookings'), sum((row) => row.bookings)],
    [t('board.failed'), sum((row) => row.failed)],
    [t('board.spend'), dollars(sum((row) => row.usd))],
  ] as const
  return (
    <dl aria-label={t('board.total')} className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-4">
      {sums.map(([name, value]) => (
        <div key={name} className="rounded-xl border border-line bg-raised px-4 py-3">
          <dt className="text-xs text-faint">{name}</dt>
          <dd className="text-xl font-semibold tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function One({ row }: { row: Row }) {
  const { t } = useTranslation()
  const facts = [
    [t('board.answered'), `${row.answered} / ${row.calls}`, false],
    [t('board.bookings'), row.bookings, false],
    [t('board.failed'), row.failed, row.failed > 0],
    [t('board.texts'), row.texts_failed, row.texts_failed > 0],
    [t('board.waiting'), row.waiting, row.waiting > 0],
    [t('board.questions'), row.questions, row.questions > 0],
    [t('board.spend'), dollars(row.usd), false],
  ] as const
  return (
    <li className="relative rounded-2xl border border-line bg-raised p-4 shadow-sm hover:border-brand">
      <header className="mb-3 flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="font-semibold">
            <Link to="/$business" params={{ business: row.business }} className="after:absolute after:inset-0">
              {row.name}
            </Link>
          </h2>
          <p className="text-xs text-faint">{row.numbers.map((one) => telephone(one)).join(', ') || t('board.noNumber')}</p>
        </div>
        <span className="flex flex-wrap gap-1">
          {row.live > 0 && <Badge shade="brand">{t('board.live', { count: row.live })}</Badge>}
          <Badge shade={SHADES[row.health]}>{t(`board.health.${row.health}`)}</Badge>
        </span>
      </header>
      <dl className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1 text-sm">
        {facts.map(([name, value, wrong]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd className={`text-right tabular-nums ${wrong ? 'font-semibold text-danger' : ''}`}>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
