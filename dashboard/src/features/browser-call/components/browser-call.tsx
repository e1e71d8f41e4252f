import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, Fault } from '@/components/ui/card'
import { BrowserLine } from '@/features/browser-call/api/browser-line'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#']

/** A telephone on the page: the microphone goes the same way as a caller's voice. */
export function BrowserCall({ business, name }: { business: string; name: string }) {
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
      setError(fault)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Card
      title="Call from this browser"
      aside={
        line ? (
          <Button tone="danger" onClick={() => line.hangUp()}>
            Hang up
          </Button>
        ) : (
          <Button tone="strong" disabled={busy} onClick={() => void dial()}>
            {busy ? 'Ringing…' : `Call ${name}`}
          </Button>
        )
      }
    >
      <Fault error={error} />
      {line ? (
        <div className="grid max-w-48 grid-cols-3 gap-1" aria-label="Keypad">
          {KEYS.map((key) => (
            <Button key={key} onClick={() => line.press(key)}>
              {key}
            </Button>
          ))}
        </div>
      ) : (
        <p className="text-sm text-stone-500">Your microphone speaks to the assistant over the same path as a phone: 8 kHz mu-law. Headphones avoid echo.</p>
      )}
    </Card>
  )
}
