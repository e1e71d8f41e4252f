import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Fault } from '@/components/ui/states'
import type { Language } from '@/features/assistant/api/draft'
import { fetches, HOME } from '@/lib/api'
import { Dictation } from '@/lib/dictation'

/** Says something to the draft instead of writing it: pressed once to speak, once more when done. */
export function Speak({ language, disabled, onHeard }: { language: Language; disabled: boolean; onHeard: (words: string) => void }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const [state, setState] = useState<'quiet' | 'opening' | 'speaking' | 'hearing'>('quiet')
  const [fault, setFault] = useState<unknown>(null)
  const running = useRef<Dictation>(null)
  useEffect(() => () => void running.current?.end(), [])
  const end = async () => {
    const sound = running.current?.end()
    running.current = null
    if (!sound) return
    setState('hearing')
    try {
      const { data } = await fetches.POST(`${HOME}/draft/heard`, {
        params: { path: { business: business.id }, query: { language } },
        body: sound as unknown as string,
        bodySerializer: (body: unknown) => body as Blob,
        headers: { 'Content-Type': 'audio/basic' },
      })
      if (data?.text.trim()) onHeard(data.text.trim())
      else setFault(new Error(t('chat.notUnderstood')))
    } catch (why) {
      setFault(why)
    } finally {
      setState('quiet')
    }
  }
  const begin = async () => {
    setFault(null)
    setState('opening')
    try {
      running.current = await Dictation.begin(() => void end())
      setState('speaking')
    } catch (why) {
      setFault(why instanceof DOMException ? new Error(t('chat.noMicrophone')) : why)
      setState('quiet')
    }
  }
  const speaking = state === 'speaking'
  return (
    <div className="mt-2">
      <Button tone={speaking ? 'danger' : 'plain'} aria-pressed={speaking} disabled={disabled || state === 'opening' || state === 'hearing'} onClick={() => void (speaking ? end() : begin())}>
        <span aria-hidden>{speaking ? '■' : '●'}</span>
        {t(speaking ? 'chat.done' : state === 'hearing' ? 'chat.hearing' : 'chat.speak')}
      </Button>
      <Fault error={fault} />
    </div>
  )
}
