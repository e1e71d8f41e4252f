import { Link, Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Empty, Fault } from '@/components/ui/states'
import { useMe } from '@/features/account/api/account'

const LAST = 'firstring.business'

export const rememberBusiness = (id: string) => localStorage.setItem(LAST, id)

/** To the business that was looked at last, else the first. */
export function Door() {
  const { t } = useTranslation()
  const me = useMe().data
  const known = me?.businesses ?? []
  const last = localStorage.getItem(LAST)
  const business = known.find((one) => one.id === last) ?? known[0]
  if (business) return <Navigate to="/$business" params={{ business: business.id }} replace />
  if (me?.may_found) return <Navigate to="/set-up" replace />
  return (
    <main className="mx-auto max-w-md p-6">
      <Empty>{t('shell.noBusiness')}</Empty>
    </main>
  )
}

export function NotFound() {
  const { t } = useTranslation()
  return (
    <div className="mx-auto max-w-md p-6">
      <Empty
        action={
          <Link to="/" className="font-medium text-brand underline">
            {t('shell.home')}
          </Link>
        }
      >
        {t('shell.notFound')}
      </Empty>
    </div>
  )
}

/** A page that broke: the others still work. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  return <Fault error={error} again={reset} />
}
