import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { PhoneLink } from '@/components/ui/phone-link'
import { Empty, Shown } from '@/components/ui/states'
import { shadeOf, stateOf } from '@/features/customers/api/customers'
import { $api, HOME, type Schemas } from '@/lib/api'
import { telephone } from '@/lib/telephone'
import { dayAndTime } from '@/lib/time'

const LISTED = 100

export function MessagesPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const messages = $api.useQuery('get', `${HOME}/messages`, { params: { path: at(business), query: { limit: LISTED } } }, { refetchInterval: 30_000 })
  return (
    <>
      <PageTitle title={t('messages.title')} hint={t('messages.hint')} />
      <Shown query={messages} lines={6}>
        {(found) => (
          <div className="grid gap-4 lg:grid-cols-2">
            <Card title={t('messages.taken')}>
              {found.taken.length === 0 ? <Empty>{t('messages.noneTaken')}</Empty> : <Taken messages={found.taken} />}
            </Card>
            <Card title={t('messages.texts')}>
              <Threads />
            </Card>
          </div>
        )}
      </Shown>
    </>
  )
}

function Taken({ messages }: { messages: Schemas['MessageTaken'][] }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  return (
    <ul className="divide-y divide-line">
      {messages.map((one) => (
        <li key={one.id} className="py-3">
          <p className="flex flex-wrap items-center gap-2 text-sm text-faint">
            <span className="font-medium text-ink">{one.name || t('live.withheld')}</span>
            {one.wants_call_back && <Badge shade="warn">{t('today.matter.call_back')}</Badge>}
            {one.caller && <PhoneLink number={one.caller} near={business.numbers[0]} />}
            <span>{dayAndTime(one.taken, timezone)}</span>
          </p>
          <p className="mt-1">{one.text}</p>
          {one.call && (
            <Link className="text-sm text-brand underline" to="/$business/calls/$call" params={{ ...at(business), call: one.call }}>
              {t('messages.toCall')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Who was written to or wrote lately; the thread is on the page of the customer. */
function Threads() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const threads = $api.useQuery('get', `${HOME}/texts`, { params: { path: at(business), query: { limit: LISTED } } }, { refetchInterval: 30_000 })
  return (
    <Shown query={threads} lines={6}>
      {(found) =>
        found.length === 0 ? (
          <Empty>{t('messages.noneSent')}</Empty>
        ) : (
          <ul className="divide-y divide-line">
            {found.map(({ phone, name, latest }) => {
              const state = stateOf(latest)
              return (
                <li key={phone}>
                  <Link to="/$business/customers/$phone" params={{ ...at(business), phone }} className="-mx-2 block rounded-lg px-2 py-3 hover:bg-sunken">
                    <span className="flex flex-wrap items-center gap-2 text-sm text-faint">
                      <span className="font-medium text-ink">{name || telephone(phone, business.numbers[0])}</span>
                      {latest.way === 'in' && <Badge shade="brand">{t('customers.theyWrote')}</Badge>}
                      {state && <Badge shade={shadeOf(latest)}>{t(`customers.state.${state}`)}</Badge>}
                      <span>{dayAndTime(latest.at, timezone)}</span>
                    </span>
                    <span className="mt-1 line-clamp-2 text-sm">{latest.body}</span>
                  </Link>
                </li>
              )
            })}
          </ul>
        )
      }
    </Shown>
  )
}
