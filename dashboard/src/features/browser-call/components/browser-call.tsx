import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Fault } from '@/components/ui/states'
import { BrowserLine } from '@/features/browser-call/api/browser-line'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/** A telephone on the page: the microphone goes the same way as a caller's voice. */
export function BrowserCall({ business, name }: { business: string; name: string }) {
  const { t } = useTranslation()
  const [line, setLine] = useState<BrowserLine | null>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const current = useRef<BrowserLine | null>(null)
  useEffect(() => () => current.current?.hangUp(), [])

  const dial = async () => {
    setError(null)
    setBusy(true)
    try {
      const opened = await BrowserLine.dial(business, () => {
        current.current = null
        setLine(null)
      })
      current.current = opened
      setLine(opened)
    } catch (fault) {
      setError(fault instanceof DOMException ? new Error(t('live.noMicrophone')) : fault)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Card
      title={t('live.ring')}
      aside={
        line ? (
          <Button tone="danger" onClick={() => line.hangUp()}>
            {t('live.hangUp')}
          </Button>
        ) : (
          <Button tone="strong" disabled={busy} onClick={() => void dial()}>
            {busy ? t('live.ringing') : t('live.call', { name })}
          </Button>
        )
      }
    >
      <Fault error={error} />
      {line ? (
        <div className="grid max-w-48 grid-cols-3 gap-1" role="group" aria-label={t('live.keypad')}>
          {KEYS.map((key) => (
            <Button key={key} onClick={() => line.press(key)}>
              {key}
            </Button>
          ))}
        </div>
      ) : (
        <p className="text-sm text-faint">{t('live.ringHint')}</p>
      )}
    </Card>
  )
}
