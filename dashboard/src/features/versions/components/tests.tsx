import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Fault, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { goesOn, inOrder, type Result, type Trial, useTrial } from '@/features/versions/api/trial'
import { $api, HOME } from '@/lib/api'
import { useFaults } from '@/lib/said'
import { useStale } from '@/lib/stale'

/** The tests of the house, and how the draft did in them. */
export function Tests({ drafted }: { drafted: boolean }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const manages = useMay(business.id, 'manager')
  const stale = useStale()
  const trial = useTrial(business.id)
  const begin = $api.useMutation('post', `${HOME}/draft/trial`, { onSuccess: () => stale('/draft/trial') })
  const playing = goesOn(trial.data)
  return (
    <Card
      title={t('lab.title')}
      aside={
        drafted &&
        manages && (
          <Button tone="strong" disabled={playing || begin.isPending} onClick={() => begin.mutate({ params: { path: at(business) } })}>
            {t(trial.data ? 'lab.again' : 'lab.run')}
          </Button>
        )
      }
    >
      <p className="mb-3 text-sm text-faint">{t('lab.hint')}</p>
      <Fault error={begin.error} />
      {drafted && <Shown query={trial}>{(told) => told && <Told trial={told} />}</Shown>}
      <Own manages={manages} />
    </Card>
  )
}

function Told({ trial }: { trial: Trial }) {
  const { t } = useTranslation()
  const shown = inOrder(trial.results)
  const wrong = shown.filter((one) => !one.passed)
  const mended = shown.filter((one) => one.passed && !one.passed_live)
  const besides = wrong.filter((one) => !one.blocks).length
  return (
    <div className="space-y-3">
      <div role="status">
        {goesOn(trial) ? (
          <>
            <p className="mb-1 text-sm">{t('lab.progress', { done: trial.results.length, total: trial.total })}</p>
            <progress className="h-2 w-full accent-brand" aria-label={t('lab.title')} max={trial.total} value={trial.results.length} />
          </>
        ) : trial.stale || !trial.current ? (
          <p className="rounded-lg bg-warn-soft px-3 py-2 text-sm text-warn">{t('lab.stale')}</p>
        ) : trial.failing.length ? (
          <p className="rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">{t('lab.bad', { count: trial.failing.length, total: trial.total })}</p>
        ) : (
          <p className="rounded-lg bg-good-soft px-3 py-2 text-sm text-good">{t('lab.good', { count: trial.total - besides })}</p>
        )}
        {!goesOn(trial) && besides > 0 && <p className="mt-1 text-sm text-faint">{t('lab.noted', { count: besides })}</p>}
      </div>
      {[...wrong, ...mended].length > 0 && (
        <ul className="space-y-2">
          {[...wrong, ...mended].map((one) => (
            <li key={one.source + one.name}>
              <OneResult result={one} />
            </li>
          ))}
        </ul>
      )}
      {shown.length > 0 && (
        <details className="text-sm">
          <summary className="min-h-6 cursor-pointer font-medium">{t('lab.all')}</summary>
          <ul className="mt-2 space-y-1">
            {shown.map((one) => (
              <li key={one.source + one.name} className="flex flex-wrap items-center gap-2">
                <Badge shade={one.passed ? 'good' : one.blocks ? 'danger' : 'warn'}>{t(one.passed ? 'lab.passed' : 'lab.failed')}</Badge>
                <span className="min-w-0 flex-1">{one.name}</span>
                <span className="text-xs text-faint">{t(`lab.source.${one.source}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function OneResult({ result }: { result: Result }) {
  const { t } = useTranslation()
  const faults = useFaults(result.faults)
  const compared = result.passed ? 'lab.mended' : result.passed_live ? 'lab.broken' : 'lab.asBefore'
  return (
    <details className="rounded-lg border border-line px-3 py-2">
      <summary className="cursor-pointer">
        <Badge shade={result.passed ? 'good' : result.blocks ? 'danger' : 'warn'}>{t(result.passed ? 'lab.passed' : 'lab.failed')}</Badge> <span className="font-medium">{result.name}</span>{' '}
        <span className="text-xs text-faint">
          {t(`lab.source.${result.source}`)} · {t(compared)}
        </span>
      </summary>
      <ul className="mt-2 list-disc space-y-1 pl-5 text-sm break-words">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
      {result.transcript.length > 0 && <pre className="mt-2 max-h-72 overflow-auto rounded bg-sunken p-2 text-xs whitespace-pre-wrap" tabIndex={0}>{result.transcript.join('\n')}</pre>}
    </details>
  )
}

function Own({ manages }: { manages: boolean }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const tests = $api.useQuery('get', `${HOME}/draft/tests`, { params: { path: at(business) } })
  const remove = $api.useMutation('delete', `${HOME}/draft/tests/{test}`, {
    onSuccess: () => {
      toast.success(t('lab.removed'))
      return stale('/draft/tests')
    },
  })
  return (
    <section className="mt-5 border-t border-line pt-4">
      <h3 className="mb-2 font-semibold">{t('lab.own')}</h3>
      <Fault error={remove.error} />
      <Shown query={tests} lines={1}>
        {({ own }) =>
          own.length === 0 ? (
            <p className="text-sm text-faint">{t('lab.noOwn')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {own.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
                  <span className="min-w-0 flex-1">
                    <span className="font-medium">{one.test.name}</span> <span className="text-faint">“{one.test.turns.find((turn) => turn.say)?.say}”</span>
                  </span>
                  {manages && (
                    <Button disabled={remove.isPending} aria-label={`${t('lab.remove')}: ${one.test.name}`} onClick={() => remove.mutate({ params: { path: { ...at(business), test: one.id } } })}>
                      {t('lab.remove')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  )
}
