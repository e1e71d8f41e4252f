import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rememberBusiness } from '@/app/door'
import { HereContext } from '@/app/here'
import { OfflineBanner } from '@/app/offline'
import { PAGES } from '@/app/pages'
import { Preferences } from '@/app/preferences'
import { Toasts } from '@/app/toasts'
import { Button, ButtonLink } from '@/components/ui/button'
import { Fault, Loading } from '@/components/ui/states'
import { useMay, useMe, useSignOut } from '@/features/account/api/account'
import { businessQuery } from '@/lib/api'
import { useLiveCalls } from '@/lib/live'
import { useStale } from '@/lib/stale'

/** The record of a call, with its recording, is kept a moment after its last event. */
const RECORD_AFTER_MS = 1_500

export function Shell() {
  const { business } = useParams({ from: '/$business' })
  const known = useMe().data?.businesses ?? []
  if (!known.some((one) => one.id === business)) return <Navigate to="/" replace />
  return <Frame key={business} business={business} />
}

function Frame({ business }: { business: string }) {
  const { t } = useTranslation()
  useEffect(() => rememberBusiness(business), [business])
  const main = useRef<HTMLElement>(null)
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-20 rounded-lg bg-brand px-3 py-2 text-on-brand focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('nav.skip')}
      </a>
      <Navigation business={business} />
      <div className="min-w-0">
        <OfflineBanner />
        <main ref={main} id="main" tabIndex={-1} className="mx-auto max-w-6xl p-4 outline-none sm:p-6">
          <Inside business={business}>
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </Inside>
        </main>
      </div>
      <Toasts />
    </div>
  )
}

/** Reads the business, and hears what happens in its calls. */
function Inside({ business, children }: { business: string; children: ReactNode }) {
  const stale = useStale()
  const onHappened = useCallback(() => {
    const again = () => void stale('/calls', '/bookings', '/holds', '/messages', '/notices', '/knowledge/gaps')
    again()
    setTimeout(again, RECORD_AFTER_MS)
  }, [stale])
  const read = useQuery({ ...businessQuery(business), refetchInterval: 60_000 })
  const { calls, connected } = useLiveCalls(business, onHappened)
  const here = useMemo(() => read.data && { business: read.data, timezone: read.data.timezone, calls, connected }, [read.data, calls, connected])
  if (!here) return read.error ? <Fault error={read.error} again={() => void read.refetch()} /> : <Loading />
  return <HereContext value={here}>{children}</HereContext>
}

function Navigation({ business }: { business: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const where = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => setOpen(false), [where])
  const manages = useMay(business, 'manager')
  return (
    <header className="no-print border-b border-line bg-raised lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:overflow-y-auto lg:border-r lg:border-b-0">
      <div className="flex items-center gap-2 p-3 lg:flex-col lg:items-stretch">
        <span className="px-1 text-lg font-bold text-brand lg:text-xl">Firstring</span>
        <BusinessPicker business={business} />
        <Button className="lg:hidden" aria-expanded={open} aria-controls="pages" onClick={() => setOpen(!open)}>
          {t('nav.menu')}
        </Button>
      </div>
      <nav
        id="pages"
        aria-label={t('nav.label')}
        className={`${open ? 'block' : 'hidden'} px-3 pb-3 lg:block lg:flex-1`}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      >
        <ul className="grid grid-cols-2 gap-1 lg:grid-cols-1">
          {PAGES.filter((page) => manages || !page.managers).map((page) => (
            <li key={page.to}>
              <Link
                to={page.to}
                params={{ business }}
                className="flex min-h-10 items-center gap-3 rounded-lg px-3 text-sm font-medium hover:bg-sunken"
                activeProps={{ className: 'bg-brand-soft text-brand-strong', 'aria-current': 'page' }}
              >
                {t(page.name)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={`${open ? 'flex' : 'hidden'} flex-wrap items-center gap-2 border-t border-line p-3 lg:flex`}>
        <Elsewhere />
        <Preferences />
        <Whoever business={business} />
      </div>
    </header>
  )
}

function BusinessPicker({ business }: { business: string }) {
  const { t } = useTranslation()
  const go = useNavigate()
  const known = useMe().data?.businesses ?? []
  return (
    <select
      aria-label={t('shell.business')}
      className="field min-w-0 flex-1 text-sm lg:w-full lg:flex-none"
      value={business}
      onChange={(event) => void go({ to: '/$business', params: { business: event.target.value } })}
    >
      {known.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </select>
  )
}

/** What is not about this business alone. */
function Elsewhere() {
  const { t } = useTranslation()
  const me = useMe().data
  const look = 'text-sm font-medium text-brand underline-offset-2 hover:underline'
  return (
    <p className="flex w-full flex-wrap gap-x-4 gap-y-1 empty:hidden">
      {(me?.businesses.length ?? 0) > 1 && (
        <Link to="/all" className={look}>
          {t('nav2.board')}
        </Link>
      )}
      {me?.may_found && (
        <Link to="/set-up" className={look}>
          {t('nav2.found')}
        </Link>
      )}
    </p>
  )
}

/** Who is signed in, and the way out. On a machine without accounts there is nobody to sign out, but an account to be made. */
function Whoever({ business }: { business: string }) {
  const { t } = useTranslation()
  const me = useMe().data
  const signOut = useSignOut()
  if (!me) return null
  if (me.open_house)
    return (
      <ButtonLink to="/$business/team" params={{ business }} className="w-full">
        {t('team.begin')}
      </ButtonLink>
    )
  return (
    <div className="flex w-full items-center justify-between gap-2 text-sm">
      <span title={me.person.email} className="truncate">
        {me.person.name}
      </span>
      <Button onClick={() => signOut.mutate(undefined)} disabled={signOut.isPending}>
        {t('shell.signOut')}
      </Button>
    </div>
  )
}
