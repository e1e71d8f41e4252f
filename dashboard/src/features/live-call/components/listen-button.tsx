import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at } from '@/app/here'
import { Button } from '@/components/ui/button'
import { channelsOf } from '@/features/live-call/api/colleague-line'
import { $api, HOME, socketUrl } from '@/lib/api'
import { Earpiece } from '@/lib/earpiece'
import { useTold } from '@/lib/told'

/** Hear the running call: caller on the left, assistant on the right. */
export function ListenButton({ business, call }: { business: { id: string }; call: string }) {
  const { t } = useTranslation()
  const told = useTold()
  const [listening, setListening] = useState(false)
  const stop = useRef<() => void>(() => {})
  const pass = $api.useMutation('post', `${HOME}/calls/{call}/listening`)
  useEffect(() => () => stop.current(), [])

  const start = async () => {
    let over = false
    let earpiece: Earpiece | undefined
    let socket: WebSocket | undefined
    const hangUp = () => {
      over = true
      socket?.close()
      earpiece?.close()
      setListening(false)
    }
    stop.current = hangUp
    setListening(true)
    try {
      const opened = await Earpiece.open(2)
      earpiece = opened
      const { path } = await pass.mutateAsync({ params: { path: { ...at(business), call } } })
      if (over) return opened.close()
      socket = new WebSocket(socketUrl(path))
      socket.binaryType = 'arraybuffer'
      socket.onmessage = (message) => opened.play(channelsOf(new Uint8Array(message.data as ArrayBuffer)))
      socket.onclose = () => !over && hangUp()
    } catch (fault) {
      if (over) return
      hangUp()
      toast.error(told(fault))
    }
  }

  return (
    <Button tone={listening ? 'strong' : 'plain'} aria-pressed={listening} onClick={() => (listening ? stop.current() : void start())}>
      {listening ? t('live.stopListening') : t('live.listen')}
    </Button>
  )
}
