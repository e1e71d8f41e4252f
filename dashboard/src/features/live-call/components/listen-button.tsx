import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { socketUrl } from '@/lib/api'
import { Speaker } from '@/lib/speaker'

/** Hear the running call: caller on the left, assistant on the right. */
export function ListenButton({ call }: { call: string }) {
  const { t } = useTranslation()
  const [listening, setListening] = useState(false)
  const stop = useRef<() => void>(() => {})
  useEffect(() => () => stop.current(), [])

  const start = () => {
    const speaker = new Speaker()
    const socket = new WebSocket(socketUrl(`/listen/${encodeURIComponent(call)}`))
    socket.binaryType = 'arraybuffer'
    socket.onmessage = (message) => speaker.play(channelsOf(new Uint8Array(message.data as ArrayBuffer)))
    socket.onclose = () => stop.current()
    stop.current = () => {
      stop.current = () => {}
      socket.close()
      void speaker.close()
      setListening(false)
    }
    setListening(true)
  }

  return (
    <Button tone={listening ? 'danger' : 'plain'} aria-pressed={listening} onClick={() => (listening ? stop.current() : start())}>
      {listening ? t('live.stopListening') : t('live.listen')}
    </Button>
  )
}

/** Interleaved bytes, caller first, to one array per channel. */
function channelsOf(interleaved: Uint8Array): Uint8Array[] {
  const frames = interleaved.length >> 1
  const caller = new Uint8Array(frames)
  const assistant = new Uint8Array(frames)
  for (let i = 0; i < frames; i++) {
    caller[i] = interleaved[2 * i] ?? 0xff
    assistant[i] = interleaved[2 * i + 1] ?? 0xff
  }
  return [caller, assistant]
}
