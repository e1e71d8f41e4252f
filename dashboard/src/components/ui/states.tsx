import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { ApiProblem } from '@/lib/api'
import { useTold } from '@/lib/told'

export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-xl border border-dashed border-line px-4 py-8 text-center text-sm text-faint">
      <p className="max-w-prose">{children}</p>
      {action}
    </div>
  )
}

/** Grey lines where something is about to be. */
export function Loading({ lines = 3 }: { lines?: number }) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-live="polite" className="space-y-2 py-2">
      <span className="sr-only">{t('state.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} aria-hidden className="h-10 animate-pulse rounded-lg bg-sunken" />
      ))}
    </div>
  )
}

/** What went wrong, in words for whoever reads it, and another try where that may help. */
export function Fault({ error, again }: { error: unknown; again?: () => void }) {
  const { t } = useTranslation()
  const told = useTold()
  if (!error) return null
  const worthIt = !(error instanceof ApiProblem) || error.status >= 500 || error.status === 429
  return (
    <div role="alert" className="my-2 flex flex-wrap items-center justify-between gap-2 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
      <span>{told(error)}</span>
      {again && worthIt && <Button onClick={again}>{t('state.again')}</Button>}
    </div>
  )
}

/** Shows what a query gives, or that it is coming, or why it is not. What is there already stays while it is read anew. It is drawn as React
 * finds time between two taps: at once, in one go, a page full of fields holds up a phone for a fifth of a second. */
export function Shown<Data>({ query, lines, children }: { query: UseQueryResult<Data, unknown>; lines?: number; children: (data: Data) => ReactNode }) {
  const data = useDeferredValue(query.data)
  if (data === undefined) return query.error ? <Fault error={query.error} again={() => void query.refetch()} /> : <Loading lines={lines} />
  return (
    <>
      <Fault error={query.error} again={() => void query.refetch()} />
      {children(data)}
    </>
  )
}
