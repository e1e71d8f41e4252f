import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Empty, Shown } from '@/components/ui/states'
import { $api, HOME, type Schemas } from '@/lib/api'
import { dayAndTime } from '@/lib/time'

const LISTED = 100
const STATES = { queued: 'plain', sending: 'plain', sent: 'plain', delivered: 'good', failed: 'danger', undelivered: 'danger' } as const

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
            <Card title={t('messages.texts')}>{found.sent.length === 0 ? <Empty>{t('messages.noneSent')}</Empty> : <Sent texts={found.sent} />}</Card>
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
            {one.caller && (
              <a className="text-brand underline" href={`tel:${one.caller}`}>
                {one.caller}
              </a>
            )}
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

function Sent({ texts }: { texts: Schemas['TextSent'][] }) {
  const { t } = useTranslation()
  const { timezone } = useHere()
  return (
    <ul className="divide-y divide-line">
      {texts.map((one) => {
        const state = (Object.keys(STATES) as (keyof typeof STATES)[]).find((known) => known === one.status)
        return (
          <li key={one.id} className="py-3">
            <p className="flex flex-wrap items-center gap-2 text-sm text-faint">
              <span className="font-medium text-ink">{one.to}</span>
              <Badge shade={state ? STATES[state] : 'plain'}>{state ? t(`messages.state.${state}`) : one.status}</Badge>
              {one.created && <span>{dayAndTime(one.created, timezone)}</span>}
            </p>
            <p className="mt-1">{one.body}</p>
            {one.error && <p className="text-sm text-danger">{one.error}</p>}
          </li>
        )
      })}
    </ul>
  )
}
