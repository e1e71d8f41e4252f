import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Empty } from '@/components/ui/states'
import type { LiveCall } from '@/lib/live'
import { useMay } from '@/features/account/api/account'
import { BrowserCall } from '@/features/browser-call/components/browser-call'
import { soFar } from '@/features/live-call/api/so-far'
import { CallState } from '@/features/live-call/components/call-state'
import { ListenButton } from '@/features/live-call/components/listen-button'
import { StepIn } from '@/features/live-call/components/step-in'
import { TakeOver } from '@/features/live-call/components/take-over'
import { Transcript } from '@/features/live-call/components/transcript'
import { telephone } from '@/lib/telephone'

export function LivePage() {
  const { t } = useTranslation()
  const { business, calls, connected } = useHere()
  const books = useMay(business.id, 'staff')
  const live = calls.filter((call) => !call.ended)
  const shown = live.length ? live : calls.slice(-1)
  return (
    <>
      <PageTitle title={t('live.title')} hint={t('live.hint')}>
        <Badge shade={connected ? 'good' : 'warn'}>{connected ? t('live.connected') : t('live.connecting')}</Badge>
      </PageTitle>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-4">
          {shown.length === 0 && <Empty>{t('live.nobody')}</Empty>}
          {shown.map((call) => (
            <OnTheLine key={call.call} call={call} books={books} />
          ))}
        </div>
        <div>{books && <BrowserCall business={business.id} name={business.name} />}</div>
      </div>
    </>
  )
}

function OnTheLine({ call, books }: { call: LiveCall; books: boolean }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const told = soFar(call.events)
  return (
    <Card
      title={t('live.callFrom', { caller: call.caller ? telephone(call.caller, business.numbers[0]) : t('live.withheld') })}
      aside={call.ended ? <Badge>{t('live.ended')}</Badge> : <ListenButton business={business} call={call.call} />}
    >
      <CallState told={told} />
      {!call.ended && books && (
        <div className="mb-4">
          <TakeOver business={business} call={call.call} taken={told.colleague} />
        </div>
      )}
      <Transcript events={call.events} />
      {!call.ended && books && !told.colleague && <StepIn business={business} call={call.call} />}
    </Card>
  )
}
