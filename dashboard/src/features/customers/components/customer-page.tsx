import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { FileLink } from '@/components/ui/button'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { PhoneLink } from '@/components/ui/phone-link'
import { Empty, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { exportUrl, type Person, usePerson } from '@/features/customers/api/customers'
import { CustomerCard } from '@/features/customers/components/customer-card'
import { Erase } from '@/features/customers/components/erase'
import { TextThread } from '@/features/customers/components/text-thread'
import { worded } from '@/lib/ids'
import { useOutcome } from '@/lib/outcome'
import { telephone } from '@/lib/telephone'
import { clockLength, dayAndTime, isoDay } from '@/lib/time'

const route = getRouteApi('/$business/customers/$phone')

export function CustomerPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const { phone } = route.useParams()
  const person = usePerson(business.id, phone)
  const manages = useMay(business.id, 'manager')
  const owns = useMay(business.id, 'owner')
  return (
    <>
      <p className="mb-2 text-sm">
        <Link className="text-brand underline" to="/$business/customers" params={at(business)}>
          {t('customers.all')}
        </Link>
      </p>
      <PageTitle title={person.data?.card?.name || telephone(phone, business.numbers[0])}>
        <PhoneLink number={phone} near={business.numbers[0]} />
        {manages && <FileLink href={exportUrl(business.id, phone)}>{t('customers.takeAway')}</FileLink>}
        {owns && <Erase phone={phone} />}
      </PageTitle>
      <Shown query={person} lines={8}>
        {(found) => (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
            <div className="space-y-4">
              <CustomerCard key={found.card?.revision ?? 0} person={found} />
              <Visits person={found} />
              <Calls person={found} />
              {found.messages.length > 0 && (
                <Card title={t('messages.taken')}>
                  <Lines of={found.messages} id={(one) => one.id}>
                    {(one) => (
                      <>
                        <When moment={one.taken} /> {one.text}
                      </>
                    )}
                  </Lines>
                </Card>
              )}
              {found.memories.length > 0 && (
                <Card title={t('customers.memories')}>
                  <Lines of={found.memories} id={(one) => one}>
                    {(one) => one}
                  </Lines>
                </Card>
              )}
            </div>
            <TextThread thread={found.texts} />
          </div>
        )}
      </Shown>
    </>
  )
}

function Lines<One>({ of, id, children }: { of: readonly One[]; id: (one: One) => string; children: (one: One) => ReactNode }) {
  return (
    <ul className="divide-y divide-line text-sm">
      {of.map((one) => (
        <li key={id(one)} className="py-2">
          {children(one)}
        </li>
      ))}
    </ul>
  )
}

function When({ moment }: { moment: string }) {
  const { timezone } = useHere()
  return <span className="text-faint">{dayAndTime(moment, timezone)}</span>
}

function Visits({ person }: { person: Person }) {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const named = (id: string) => worded(business.services.find((one) => one.id === id)?.name, i18n.language) || id
  return (
    <Card title={t('customers.visits')}>
      {person.visits.length === 0 && person.waiting.length === 0 ? (
        <Empty>{t('customers.noVisits')}</Empty>
      ) : (
        <>
          <Lines of={person.waiting} id={(one) => one.id}>
            {(one) => (
              <>
                <Badge shade="warn">{t('bookings.waiting')}</Badge> <When moment={one.start} /> {named(one.service)}
              </>
            )}
          </Lines>
          <Lines of={person.visits} id={(one) => one.id}>
            {(one) => (
              <span className="flex flex-wrap items-center gap-2">
                <Link className="text-brand underline" to="/$business/bookings" params={at(business)} search={{ day: isoDay(new Date(one.start), timezone), view: 'list' }}>
                  {dayAndTime(one.start, timezone)}
                </Link>
                <span>
                  {named(one.service)}
                  {one.party_size > 1 && ` · ${t('customers.people', { count: one.party_size })}`}
                </span>
                <Badge shade={one.status === 'no_show' ? 'danger' : one.status === 'cancelled' ? 'plain' : 'good'}>{t(`bookings.status.${one.status}`)}</Badge>
                {one.notes && <span className="w-full text-faint">{one.notes}</span>}
              </span>
            )}
          </Lines>
        </>
      )}
    </Card>
  )
}

function Calls({ person }: { person: Person }) {
  const { t } = useTranslation()
  const outcome = useOutcome()
  const { business, timezone } = useHere()
  return (
    <Card title={t('calls.title')}>
      {person.calls.length === 0 ? (
        <Empty>{t('customers.noCalls')}</Empty>
      ) : (
        <Lines of={person.calls} id={(one) => one.call}>
          {(one) => (
            <>
              <Link className="text-brand underline" to="/$business/calls/$call" params={{ ...at(business), call: one.call }}>
                {dayAndTime(one.started, timezone)}
              </Link>{' '}
              {outcome(one.status === 'ended' ? one.outcome : one.status)}
              {one.seconds !== null && ` · ${clockLength(one.seconds)}`}
            </>
          )}
        </Lines>
      )}
    </Card>
  )
}
