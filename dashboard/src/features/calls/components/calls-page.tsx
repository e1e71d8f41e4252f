import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Button, Download } from '@/components/ui/button'
import { Badge, PageTitle } from '@/components/ui/card'
import { Field, Select } from '@/components/ui/field'
import { Empty, Fault, Loading } from '@/components/ui/states'
import { type CallSearch, type CallSummary, exportUrl, HAPPENED, useCalls } from '@/features/calls/api/calls'
import { useMay } from '@/features/account/api/account'
import { MOODS } from '@/features/live-call/api/so-far'
import { Happened } from '@/features/calls/components/happened'
import { OUTCOMES, useOutcome } from '@/lib/outcome'
import { telephone } from '@/lib/telephone'
import { clockLength, dayAndTime } from '@/lib/time'

const route = getRouteApi('/$business/calls')
const TYPING_MS = 300

export function CallsPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const search = route.useSearch()
  const calls = useCalls(business.id, search)
  const found = calls.data?.pages.flatMap((page) => page.calls)
  const manages = useMay(business.id, 'manager')
  const filtered = Object.values(search).some(Boolean)
  return (
    <>
      <PageTitle title={t('calls.title')} hint={t('calls.hint')}>
        {manages && (
          <div className={`flex flex-wrap gap-2 ${found?.length ? '' : 'invisible'}`}>
            <Download href={exportUrl(business.id, search, 'csv')} name="calls.csv">
              {t('lab.sheet')}
            </Download>
            <Download href={exportUrl(business.id, search, 'json')} name="calls.json">
              JSON
            </Download>
          </div>
        )}
      </PageTitle>
      <Filters search={search} />
      <Fault error={calls.error} again={() => void calls.refetch()} />
      {calls.isPending && <Loading lines={6} />}
      {found?.length === 0 && <Empty>{filtered ? t('calls.noneFound') : t('calls.none')}</Empty>}
      {found && found.length > 0 && (
        <ul aria-label={t('calls.title')} className={`divide-y divide-line rounded-2xl border border-line bg-raised ${calls.isPlaceholderData ? 'opacity-60' : ''}`}>
          {found.map((call) => (
            <li key={call.call}>
              <Row call={call} />
            </li>
          ))}
        </ul>
      )}
      {calls.hasNextPage && (
        <div className="mt-4 text-center">
          <Button onClick={() => void calls.fetchNextPage()} disabled={calls.isFetchingNextPage}>
            {t('action.more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Filters({ search }: { search: CallSearch }) {
  const { t } = useTranslation()
  const outcome = useOutcome()
  const go = route.useNavigate()
  const [words, setWords] = useState(search.q ?? '')
  useEffect(() => {
    if (words === (search.q ?? '')) return
    const timer = setTimeout(() => void go({ search: (now) => ({ ...now, q: words || undefined }), replace: true }), TYPING_MS)
    return () => clearTimeout(timer)
  }, [words, search.q, go])
  const set = (part: CallSearch) => void go({ search: (now) => ({ ...now, ...part }), replace: true })
  return (
    <search className="mb-4 grid grid-cols-2 items-end gap-3 lg:grid-cols-6">
      <div className="col-span-2 lg:col-span-1">
        <Field label={t('calls.search')} type="search" placeholder={t('calls.searchFor')} value={words} maxLength={100} onChange={(event) => setWords(event.target.value)} />
      </div>
      <Select label={t('calls.happened')} value={search.effect ?? ''} onChange={(event) => set({ effect: event.target.value || undefined })}>
        <option value="">{t('calls.anything')}</option>
        {HAPPENED.map((one) => (
          <option key={one} value={one}>
            {t(`transcript.effect.${one.replace('.', '_') as 'handoff'}`)}
          </option>
        ))}
      </Select>
      <Select label={t('calls.outcome')} value={search.outcome ?? ''} onChange={(event) => set({ outcome: event.target.value || undefined })}>
        <option value="">{t('calls.anyhow')}</option>
        {OUTCOMES.map((one) => (
          <option key={one} value={one}>
            {outcome(one)}
          </option>
        ))}
      </Select>
      <div>
        <Select label={t('calls.language')} value={search.language ?? ''} onChange={(event) => set({ language: (event.target.value || undefined) as CallSearch['language'] })}>
          <option value="">{t('calls.any')}</option>
          {(['en', 'es', 'pa'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`language.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      <Select label={t('lab.mood')} value={search.mood ?? ''} onChange={(event) => set({ mood: MOODS.find((one) => one === event.target.value) })}>
        <option value="">{t('calls.any')}</option>
        {MOODS.map((one) => (
          <option key={one} value={one}>
            {t(`mood.${one}`)}
          </option>
        ))}
      </Select>
      <Field label={t('lab.dear')} type="number" min={0} step="0.01" value={search.min_usd ?? ''} onChange={(event) => set({ min_usd: Number(event.target.value) || undefined })} />
    </search>
  )
}

function Row({ call }: { call: CallSummary }) {
  const { t } = useTranslation()
  const outcome = useOutcome()
  const { business, timezone } = useHere()
  return (
    <Link
      to="/$business/calls/$call"
      params={{ business: business.id, call: call.call }}
      className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-4 py-3 hover:bg-sunken sm:grid-cols-[10rem_11rem_minmax(0,1fr)_auto] sm:items-center"
    >
      <span className="font-medium">{call.erased ? t('calls.erased') : (call.caller ? telephone(call.caller, business.numbers[0]) : t('live.withheld'))}</span>
      <span className="text-right text-sm text-faint sm:text-left">{dayAndTime(call.started, timezone)}</span>
      <span className="col-span-2 flex flex-wrap gap-1 sm:col-span-1">
        <Happened of={call.happened} />
        {MOODS.filter((one) => call.moods.includes(one)).map((one) => (
          <Badge key={one}>{t(`mood.${one}`)}</Badge>
        ))}
      </span>
      <span className="col-span-2 text-sm text-faint sm:col-span-1 sm:text-right">
        {outcome(call.status === 'ended' ? call.outcome : call.status)}
        {call.seconds !== null && ` · ${clockLength(call.seconds)}`} · {call.language}
      </span>
    </Link>
  )
}
