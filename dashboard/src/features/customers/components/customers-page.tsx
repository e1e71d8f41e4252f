import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Button, FileLink } from '@/components/ui/button'
import { Badge, PageTitle } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Empty, Fault, Loading } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { useCustomers } from '@/features/customers/api/customers'
import { telephone } from '@/lib/telephone'
import { shortDay } from '@/lib/time'

const route = getRouteApi('/$business/customers')
const TYPING_MS = 300

export function CustomersPage() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const { q } = route.useSearch()
  const manages = useMay(business.id, 'manager')
  const customers = useCustomers(business.id, q)
  const found = customers.data?.pages.flatMap((page) => page.customers)
  return (
    <>
      <PageTitle title={t('customers.title')} hint={t('customers.hint')}>
        {manages && <FileLink href={`/api/v1/businesses/${encodeURIComponent(business.id)}/exports/customers.csv?bom=true`}>{t('customers.spreadsheet')}</FileLink>}
      </PageTitle>
      <Finder q={q} />
      <Fault error={customers.error} again={() => void customers.refetch()} />
      {customers.isPending && <Loading lines={6} />}
      {found?.length === 0 && <Empty>{q ? t('customers.noneFound') : t('customers.none')}</Empty>}
      {found && found.length > 0 && (
        <ul aria-label={t('customers.title')} className={`divide-y divide-line rounded-2xl border border-line bg-raised ${customers.isPlaceholderData ? 'opacity-60' : ''}`}>
          {found.map((one) => (
            <li key={one.phone}>
              <Link
                to="/$business/customers/$phone"
                params={{ business: business.id, phone: one.phone }}
                className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-sunken sm:grid-cols-[minmax(0,1fr)_10rem_auto]"
              >
                <span className="truncate font-medium">{one.name || telephone(one.phone, business.numbers[0])}</span>
                <span className="text-sm text-faint">{telephone(one.phone, business.numbers[0])}</span>
                <span className="col-span-2 flex flex-wrap items-center gap-2 text-sm text-faint sm:col-span-1 sm:justify-end">
                  {one.allergies.length > 0 && <Badge shade="danger">{one.allergies.join(', ')}</Badge>}
                  {one.no_shows > 0 && <Badge shade="warn">{t('customers.noShows', { count: one.no_shows })}</Badge>}
                  {t('customers.visitsSoFar', { count: one.bookings })}
                  {one.last_booked && ` · ${shortDay(one.last_booked, timezone)}`}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {customers.hasNextPage && (
        <div className="mt-4 text-center">
          <Button onClick={() => void customers.fetchNextPage()} disabled={customers.isFetchingNextPage}>
            {t('action.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Finder({ q = '' }: { q?: string }) {
  const { t } = useTranslation()
  const go = route.useNavigate()
  const [words, setWords] = useState(q)
  useEffect(() => {
    if (words === q) return
    const timer = setTimeout(() => void go({ search: { q: words || undefined }, replace: true }), TYPING_MS)
    return () => clearTimeout(timer)
  }, [words, q, go])
  return (
    <search className="mb-4 block max-w-md">
      <Field label={t('calls.search')} type="search" placeholder={t('customers.searchFor')} value={words} maxLength={100} onChange={(event) => setWords(event.target.value)} />
    </search>
  )
}
