import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Area } from '@/components/ui/field'
import { Empty, Fault } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { shadeOf, stateOf, type TextLine, type Thread } from '@/features/customers/api/customers'
import { $api, HOME } from '@/lib/api'
import { newId } from '@/lib/ids'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

const LONGEST = 459

/** What was written both ways, and a text by hand where this number may be texted. */
export function TextThread({ thread }: { thread: Thread }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const works = useMay(business.id, 'staff')
  return (
    <Card title={t('customers.texts')}>
      {thread.lines.length === 0 ? (
        <Empty>{t('customers.noTexts')}</Empty>
      ) : (
        <ol className="max-h-[32rem] space-y-2 overflow-y-auto" tabIndex={0} aria-label={t('customers.texts')}>
          {thread.lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ol>
      )}
      {thread.why_not && <p className="mt-3 rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">{t(`customers.whyNot.${thread.why_not}`)}</p>}
      {works && !thread.why_not && <Writing phone={thread.phone} />}
    </Card>
  )
}

function Line({ line }: { line: TextLine }) {
  const { t } = useTranslation()
  const { timezone } = useHere()
  const state = stateOf(line)
  return (
    <li className={`w-fit max-w-[85%] rounded-2xl px-3 py-2 text-sm ${line.way === 'out' ? 'ml-auto bg-brand-soft' : 'bg-sunken'}`}>
      <span className="sr-only">{line.way === 'in' ? t('customers.theyWrote') : t('customers.weWrote')}: </span>
      <p className="break-words whitespace-pre-wrap">{line.body}</p>
      <p className="mt-1 flex flex-wrap items-center gap-2 text-xs">
        <span>{dayAndTime(line.at, timezone)}</span>
        {line.by_hand && <span>{t('customers.byHand')}</span>}
        {state && <Badge shade={shadeOf(line)}>{t(`customers.state.${state}`)}</Badge>}
        {line.error && <span className="text-danger">{line.error}</span>}
      </p>
    </li>
  )
}

function Writing({ phone }: { phone: string }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [body, setBody] = useState('')
  const [key, setKey] = useState(() => newId('text'))
  const [stopping, setStopping] = useState(false)
  const path = { ...at(business), phone }
  const send = $api.useMutation('post', `${HOME}/texts/{phone}`, {
    onSuccess: () => {
      setBody('')
      setKey(newId('text'))
      return stale('/customers', '/texts')
    },
  })
  const stop = $api.useMutation('post', `${HOME}/texts/{phone}/stop`, { onSuccess: () => stale('/customers', '/texts'), onSettled: () => setStopping(false) })
  return (
    <form
      className="mt-3 space-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate({ params: { path, header: { 'idempotency-key': key } }, body: { body } })
      }}
    >
      <Area label={t('customers.write')} rows={2} required maxLength={LONGEST} value={body} onChange={(event) => setBody(event.target.value)} />
      <Fault error={send.error ?? stop.error} />
      <div className="flex flex-wrap justify-between gap-2">
        <Button tone="quiet" onClick={() => setStopping(true)}>
          {t('customers.stop')}
        </Button>
        <Button type="submit" tone="strong" disabled={send.isPending || !body.trim()}>
          {t('customers.send')}
        </Button>
      </div>
      {stopping && (
        <Sure title={t('customers.stopTitle')} act={t('customers.stop')} busy={stop.isPending} onAct={() => stop.mutate({ params: { path } })} onClose={() => setStopping(false)}>
          {t('customers.stopWhat')}
        </Sure>
      )}
    </form>
  )
}
