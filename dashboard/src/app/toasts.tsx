import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { dismiss, type Shade, type Toast, toasts, watchToasts } from '@/lib/toast'

const STAYS_MS = 5_000

const shades: Record<Shade, string> = {
  good: 'border-good bg-good-soft text-good',
  warn: 'border-warn bg-warn-soft text-warn',
  danger: 'border-danger bg-danger-soft text-danger',
}

/** At the foot of the page; each goes by itself. */
export function Toasts() {
  const shown = useSyncExternalStore(watchToasts, toasts)
  return (
    <div role="status" aria-live="polite" className="no-print pointer-events-none fixed inset-x-4 bottom-4 z-30 flex flex-col items-center gap-2">
      {shown.map((one) => (
        <Shown key={one.id} toast={one} />
      ))}
    </div>
  )
}

/** Stays while somebody points at it or is in it with the keyboard. */
function Shown({ toast }: { toast: Toast }) {
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(toast.id), STAYS_MS)
    return () => clearTimeout(timer)
  }, [held, toast.id])
  const hold = () => setHeld(true)
  const letGo = () => setHeld(false)
  return (
    <div
      className={`pointer-events-auto flex w-full max-w-sm items-center justify-between gap-3 rounded-lg border px-4 py-2 text-sm font-medium shadow-lg ${shades[toast.shade]}`}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={letGo}
    >
      <span className="min-w-0 break-words">{toast.words}</span>
      <button type="button" aria-label={t('action.close')} className="grid size-8 shrink-0 place-items-center rounded-lg text-lg leading-none" onClick={() => dismiss(toast.id)}>
        ×
      </button>
    </div>
  )
}
