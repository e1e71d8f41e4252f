import { useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card, PageTitle } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { PhoneLink } from '@/components/ui/phone-link'
import { Fault, Loading, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { type CallDetail, recordingUrl } from '@/features/calls/api/calls'
import { answerAt, lineAt, linesOf } from '@/features/calls/api/lines'
import { type Answer, FixAnswer } from '@/features/calls/components/fix-answer'
import { MakeTest } from '@/features/calls/components/make-test'
import { Happened } from '@/features/calls/components/happened'
import { Turns } from '@/features/calls/components/turns'
import { Line } from '@/features/live-call/components/transcript'
import { $api, HOME } from '@/lib/api'
import { useOutcome } from '@/lib/outcome'
import { saveAs } from '@/lib/pages'
import { useStale } from '@/lib/stale'
import { telephone } from '@/lib/telephone'
import { smallCost } from '@/lib/numbers'
import { clockLength, dayAndTime } from '@/lib/time'

const Waveform = lazy(() => import('@/features/calls/components/waveform').then((module) => ({ default: module.Waveform })))

export function CallPage() {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const { call } = useParams({ from: '/$business/calls/$call' })
  const read = $api.useQuery('get', `${HOME}/calls/{call}`, { params: { path: { ...at(business), call } } }, { select: (told) => told as unknown as CallDetail })
  return (
    <>
      <ButtonLink to="/$business/calls" params={at(business)} tone="quiet" className="mb-2 -ml-3">
        <span aria-hidden>←</span> {t('calls.title')}
      </ButtonLink>
      <Shown query={read} lines={8}>
        {(told) => (
          <>
            <PageTitle title={told.erased ? t('calls.erased') : t('live.callFrom', { caller: told.caller ? telephone(told.caller, business.numbers[0]) : t('live.withheld') })} hint={dayAndTime(told.started, timezone)}>
              {told.caller && !told.erased && <PhoneLink number={told.caller} near={business.numbers[0]} />}
              <Acts call={told} />
            </PageTitle>
            <Told call={told} />
          </>
        )}
      </Shown>
    </>
  )
}

function Told({ call }: { call: CallDetail }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const lines = useMemo(() => linesOf(call.transcript), [call.transcript])
  const [second, setSecond] = useState<number>()
  const audio = useRef<HTMLAudioElement>(null)
  const [silent, setSilent] = useState(false)
  const manages = useMay(business.id, 'manager')
  const [fixing, setFixing] = useState<Answer>()
  const seek = (to: number) => {
    if (!audio.current) return
    audio.current.currentTime = to
    void audio.current.play()
  }
  const url = recordingUrl(business.id, call.call)
  const current = second === undefined ? undefined : lineAt(lines, second)?.seq
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="space-y-4">
        {call.recording && (
          <Card title={t('calls.recording')}>
            <Suspense fallback={<Loading lines={2} />}>
              <Waveform key={url} audio={audio} />
            </Suspense>
            {silent && <Fault error={new Error(t('calls.noSound'))} />}
            <audio
              ref={audio}
              src={url}
              controls
              preload="metadata"
              className="mt-2 h-10 w-full"
              aria-label={t('calls.recording')}
              onTimeUpdate={(event) => setSecond(event.currentTarget.currentTime)}
              onError={() => setSilent(true)}
            />
          </Card>
        )}
        <Card title={t('transcript.label')}>
          {call.redacted && <p className="mb-3 rounded-lg bg-sunken px-3 py-2 text-sm">{t('lab.redacted')}</p>}
          {call.transcript.length === 0 && <p className="text-sm text-faint">{call.erased ? t('calls.wordsGone') : t('calls.noWords')}</p>}
          <ol className="space-y-2" aria-label={t('transcript.label')}>
            {call.transcript.map((event) => {
              const line = call.recording ? lines.find((one) => one.seq === event.seq) : undefined
              return (
                <li key={event.seq} aria-current={event.seq === current ? 'true' : undefined} className="rounded-xl aria-[current=true]:bg-warn-soft">
                  <Line
                    event={event}
                    act={
                      <>
                      {line && (
                        <button
                          type="button"
                          className="min-h-6 rounded px-1 font-medium text-brand underline"
                          aria-label={t('calls.hearFrom', { time: clockLength(line.from) })}
                          onClick={() => seek(line.from)}
                        >
                          <span aria-hidden>▶ {clockLength(line.from)}</span>
                        </button>
                      )}
                      {manages && event.type === 'assistant.said' && (
                        <button type="button" className="min-h-6 rounded px-1 font-medium text-brand underline" onClick={() => setFixing(answerAt(call.transcript, event.seq))}>
                          {t('lab.fix')}
                        </button>
                      )}
                      </>
                    }
                  />
                </li>
              )
            })}
          </ol>
        </Card>
        {fixing && <FixAnswer answer={fixing} onClose={() => setFixing(undefined)} />}
      </div>
      <Facts call={call} />
    </div>
  )
}

function Facts({ call }: { call: CallDetail }) {
  const { t } = useTranslation()
  const outcome = useOutcome()
  const known = call.language === 'en' || call.language === 'es' || call.language === 'pa' ? t(`language.${call.language}`) : call.language
  const facts: [string, string][] = [
    [t('calls.outcome'), outcome(call.status === 'ended' ? call.outcome : call.status)],
    [t('calls.length'), call.seconds === null ? '' : clockLength(call.seconds)],
    [t('calls.language'), known],
    [t('calls.cost'), smallCost(call.usd)],
    [t('calls.version'), String(call.business_version)],
    [t('calls.slowest'), call.slowest_ms === null ? '' : `${Math.round(call.slowest_ms)} ms`],
    [t('calls.takenOver'), call.resumes ? String(call.resumes) : ''],
  ]
  return (
    <div className="space-y-4">
      <Card title={t('calls.facts')}>
        <div className="mb-3 flex flex-wrap gap-1 empty:hidden">
          <Happened of={call.happened} />
        </div>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-faint">{name}</dt>
                <dd className="text-right font-medium">{value}</dd>
              </div>
            ))}
        </dl>
      </Card>
      {call.turns > 0 && <Turns events={call.transcript} />}
    </div>
  )
}

function Acts({ call }: { call: CallDetail }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const go = useNavigate()
  const stale = useStale()
  const [asking, setAsking] = useState(false)
  const owns = useMay(business.id, 'owner')
  const manages = useMay(business.id, 'manager')
  const [making, setMaking] = useState(false)
  const [covering, setCovering] = useState(false)
  const redact = $api.useMutation('post', `${HOME}/calls/{call}/redaction`)
  const covered = () => {
    setCovering(false)
    toast.success(t('lab.redactDone'))
    void stale('/calls')
  }
  const forget = $api.useMutation('delete', `${HOME}/calls/{call}`)
  const gone = () => {
    toast.success(t('calls.deleted'))
    void stale('/calls')
    void go({ to: '/$business/calls', params: at(business) })
  }
  return (
    <>
      <Button onClick={() => saveAs(`${call.call}.json`, JSON.stringify(call, null, 2), 'application/json')}>{t('calls.export')}</Button>
      {call.recording && (
        <a
          className="inline-flex min-h-10 items-center rounded-lg border border-line bg-raised px-3 text-sm font-medium hover:bg-sunken"
          href={recordingUrl(business.id, call.call)}
          download={`${call.call}.wav`}
        >
          {t('calls.exportSound')}
        </a>
      )}
      {manages && call.transcript.some((event) => event.type === 'caller.said') && <Button onClick={() => setMaking(true)}>{t('lab.make')}</Button>}
      {owns && !call.erased && !call.redacted && call.status === 'ended' && <Button onClick={() => setCovering(true)}>{t('lab.redact')}</Button>}
      {making && <MakeTest call={call.call} onClose={() => setMaking(false)} />}
      {covering && (
        <Sure
          title={t('lab.redactTitle')}
          act={t('lab.redact')}
          busy={redact.isPending}
          onClose={() => setCovering(false)}
          onAct={() => redact.mutate({ params: { path: { ...at(business), call: call.call } } }, { onSuccess: covered })}
        >
          <p>{t('lab.redactWhat')}</p>
          <Fault error={redact.error} />
        </Sure>
      )}
      {owns && !call.erased && call.status === 'ended' && <Button onClick={() => setAsking(true)}>{t('calls.delete')}</Button>}
      {asking && (
        <Sure
          title={t('calls.deleteTitle')}
          act={t('calls.delete')}
          busy={forget.isPending}
          onClose={() => setAsking(false)}
          onAct={() => forget.mutate({ params: { path: { ...at(business), call: call.call } } }, { onSuccess: gone })}
        >
          <p>{t('calls.deleteWhat')}</p>
          <Fault error={forget.error} />
        </Sure>
      )}
    </>
  )
}
