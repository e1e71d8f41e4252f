import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'

function subscribe(changed: () => void) {
  addEventListener('online', changed)
  addEventListener('offline', changed)
  return () => {
    removeEventListener('online', changed)
    removeEventListener('offline', changed)
  }
}

export function OfflineBanner() {
  const { t } = useTranslation()
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return (
    <div role="status" aria-live="polite">
      {!online && <p className="bg-warn-soft px-4 py-2 text-sm font-medium text-warn">{t('shell.offline')}</p>}
    </div>
  )
}
