import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Sure } from '@/components/ui/dialog'
import { Fault } from '@/components/ui/states'
import { ColleagueLine } from '@/features/live-call/api/colleague-line'

/** Speak with the caller oneself, by this browser's microphone. */
export function TakeOver({ business, call, taken }: { business: { id: string }; call: string; taken: string }) {
  const { t } = useTranslation()
  const [line, setLine] = useState<ColleagueLine>()
  const [busy, setBusy] = useState(false)
  const [ending, setEnding] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const current = useRef<ColleagueLine>(undefined)
  useEffect(() => () => current.current?.giveBack(), [])

  const take = async () => {
    setError(null)
    setBusy(true)
    try {
      current.current = await ColleagueLine.open(business.id, call, () => {
        current.current = undefined
        setLine(undefined)
      })
      setLine(current.current)
    } catch (fault) {
      setError(fault instanceof DOMException ? new Error(t('live.noMicrophone')) : fault)
    } finally {
      setBusy(false)
    }
  }

  if (!line) {
    return (
      <>
        <Fault error={error} />
        {taken ? (
          <p className="rounded-lg bg-brand-soft px-3 py-2 text-sm">{t('live.takenBy', { who: taken })}</p>
        ) : (
          <div className="flex flex-wrap items-center gap-3">
            <Button tone="strong" disabled={busy} onClick={() => void take()}>
              {busy ? t('live.taking') : t('live.takeOver')}
            </Button>
            <p className="min-w-0 flex-1 text-xs text-faint">{t('live.takeOverHint')}</p>
          </div>
        )}
      </>
    )
  }
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 rounded-lg bg-good-soft px-3 py-2">
      <p className="min-w-52 flex-1 text-sm font-medium text-good">{t('live.youSpeak')}</p>
      <Button onClick={() => line.giveBack()}>{t('live.giveBack')}</Button>
      <Button tone="danger" onClick={() => setEnding(true)}>
        {t('live.end')}
      </Button>
      {ending && (
        <Sure
          title={t('live.endTitle')}
          act={t('live.end')}
          onClose={() => setEnding(false)}
          onAct={() => {
            setEnding(false)
            line.end()
          }}
        >
          <p>{t('live.endNow')}</p>
        </Sure>
      )}
    </div>
  )
}
