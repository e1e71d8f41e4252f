import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { at } from '@/app/here'
import { Button } from '@/components/ui/button'
import { channelsOf } from '@/features/live-call/api/colleague-line'
import { $api, HOME, socketUrl } from '@/lib/api'
import { Speaker } from '@/lib/speaker'
import { useTold } from '@/lib/told'

/** Hear the running call: caller on the left, assistant on the right. */
export function ListenButton({ business, call }: { business: { id: string }; call: string }) {
  const { t } = useTranslation()
  const told = useTold()
  const [listening, setListening] = useState(false)
  const stop = useRef<() => void>(() => {})
  const pass = $api.useMutation('post', `${HOME}/calls/{call}/listening`)
  useEffect(() => () => stop.current(), [])

  const start = () => {
    const speaker = new Speaker()
    let socket: WebSocket | undefined
    stop.current = () => {
      stop.current = () => {}
      socket?.close()
      socket = undefined
      void speaker.close()
      setListening(false)
    }
    const ours = stop.current
    setListening(true)
    pass.mutate(
      { params: { path: { ...at(business), call } } },
      {
        onError: (fault) => {
          ours()
          toast.error(told(fault))
        },
        onSuccess: ({ path }) => {
          if (stop.current !== ours) return
          socket = new WebSocket(socketUrl(path))
          socket.binaryType = 'arraybuffer'
          socket.onmessage = (message) => speaker.play(channelsOf(new Uint8Array(message.data as ArrayBuffer)))
          socket.onclose = () => {
            if (stop.current === ours) ours()
          }
        },
      },
    )
  }

  return (
    <Button tone={listening ? 'strong' : 'plain'} aria-pressed={listening} onClick={() => (listening ? stop.current() : start())}>
      {listening ? t('live.stopListening') : t('live.listen')}
    </Button>
  )
}
