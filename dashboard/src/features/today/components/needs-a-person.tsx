import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { PhoneLink } from '@/components/ui/phone-link'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { gapsQuery, messagesQuery, misfitsQuery, noticesQuery } from '@/features/today/api/queries'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

const MATTERS = ['message', 'call_back', 'failed_handover', 'severe_allergy', 'large_party', 'emergency'] as const
const MESSAGES_SHOWN = 3
const DAY_MS = 86_400_000

/** What the assistant could not settle by itself. */
export function NeedsAPerson() {
  const { t } = useTranslation()
  const { business } = useHere()
  const notices = useQuery(noticesQuery(business.id))
  const messages = useQuery(messagesQuery(business.id))
  const gaps = useQuery(gapsQuery(business.id))
  const misfits = useQuery(misfitsQuery(business.id))
  const open = notices.data?.filter((one) => one.status !== 'taken_up') ?? []
  const told = new Set(notices.data?.map((one) => one.id))
  const unread = messages.data?.taken.filter((one) => !told.has(one.id) && Date.now() - Date.parse(one.taken) < DAY_MS).slice(0, MESSAGES_SHOWN) ?? []
  const nothing = open.length + unread.length + (gaps.data?.length ?? 0) + (misfits.data?.length ?? 0) === 0
  return (
    <Card title={t('today.needs')}>
      <Shown query={notices}>{() => null}</Shown>
      {[messages, gaps, misfits].map((one, index) => (
        <Fault key={index} error={one.error} again={() => void one.refetch()} />
      ))}
      {nothing && !notices.isPending && !notices.error && <Empty>{t('today.allQuiet')}</Empty>}
      <ul className="divide-y divide-line">
        {open.map((notice) => (
          <li key={notice.id}>
            <Notice notice={notice} />
          </li>
        ))}
        {unread.map((message) => (
          <li key={message.id} className="py-2">
            <p className="flex flex-wrap items-center gap-2 text-sm text-faint">
              <Badge shade={message.wants_call_back ? 'warn' : 'plain'}>{message.wants_call_back ? t('today.matter.call_back') : t('today.matter.message')}</Badge>
              {message.name && <span>{message.name}</span>} <Caller number={message.caller} />
            </p>
            <p className="mt-1">{message.text}</p>
          </li>
        ))}
        {misfits.data?.map(({ booking }) => (
          <li key={booking.id} className="py-2">
            <p className="flex flex-wrap items-center gap-2 text-sm text-faint">
              <Badge shade="warn">{t('today.misfit')}</Badge>
              {dayAndTime(booking.start, business.timezone)}
            </p>
            <p className="mt-1">
              {booking.customer.name} · <Caller number={booking.customer.phone} />
            </p>
          </li>
        ))}
        {gaps.data && gaps.data.length > 0 && (
          <li className="flex items-center justify-between gap-2 py-2">
            <span>{t('today.gaps', { count: gaps.data.length })}</span>
            <ButtonLink to="/$business/questions" params={at(business)}>
              {t('today.answerThem')}
            </ButtonLink>
          </li>
        )}
      </ul>
    </Card>
  )
}

function Caller({ number }: { number: string }) {
  const { t } = useTranslation()
  const { business } = useHere()
  return number ? <PhoneLink number={number} near={business.numbers[0]} /> : <span>{t('live.withheld')}</span>
}

function Notice({ notice }: { notice: Schemas['NoticeOut'] }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const books = useMay(business.id, 'staff')
  const stale = useStale()
  const takeUp = $api.useMutation('post', `${HOME}/notices/{notice}/take-up`, { onSettled: () => stale('/notices') })
  const matter = MATTERS.find((one) => one === notice.matter)
  return (
    <div className="py-2">
      <p className="flex flex-wrap items-center gap-2 text-sm text-faint">
        <Badge shade={notice.matter === 'emergency' || notice.matter === 'severe_allergy' ? 'danger' : 'warn'}>{matter ? t(`today.matter.${matter}`) : notice.matter}</Badge>
        <span>{dayAndTime(notice.created, timezone)}</span> <Caller number={notice.caller} />
      </p>
      <p className="mt-1">{notice.text}</p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-2">
        <span className="text-sm text-faint">{notice.told.length > 0 ? t('today.told', { names: notice.told.join(', ') }) : t('today.nobodyTold')}</span>
        {books && (
          <Button disabled={takeUp.isPending} onClick={() => takeUp.mutate({ params: { path: { ...at(business), notice: notice.id } } })}>
            {t('today.takeUp')}
          </Button>
        )}
      </div>
      <Fault error={takeUp.error} />
    </div>
  )
}
