import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'

/** A window over the page, open as long as it is there. The browser keeps the focus in it and gives it back; Escape closes. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const heading = useId()
  const frame = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = frame.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={frame}
      aria-labelledby={heading}
      className="m-auto max-h-[92dvh] w-[min(34rem,calc(100vw-1rem))] overflow-auto rounded-2xl border border-line bg-raised p-4 text-ink shadow-xl sm:p-6"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="mb-4 flex items-start justify-between gap-3">
        <h2 id={heading} className="text-lg font-semibold">
          {title}
        </h2>
        <Button tone="quiet" aria-label={t('action.close')} onClick={onClose}>
          <span aria-hidden>✕</span>
        </Button>
      </header>
      {children}
    </dialog>
  )
}

/** Asks before something that cannot be taken back. */
export function Sure({ title, children, act, onAct, onClose, busy = false }: { title: string; children: ReactNode; act: string; onAct: () => void; onClose: () => void; busy?: boolean }) {
  const { t } = useTranslation()
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="text-sm">{children}</div>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('action.keep')}</Button>
        <Button tone="danger" disabled={busy} onClick={onAct}>
          {act}
        </Button>
      </div>
    </Dialog>
  )
}
