import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import WaveSurfer from 'wavesurfer.js'

const HEIGHT_PX = 44

const colours = () => {
  const style = getComputedStyle(document.documentElement)
  return [style.getPropertyValue('--color-faint'), style.getPropertyValue('--color-brand')] as const
}

/** The sound that `audio` plays: the caller above, the assistant below. A click is a jump; the keyboard has the player itself. */
export function Waveform({ audio }: { audio: RefObject<HTMLAudioElement | null> }) {
  const { t } = useTranslation()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!frame.current || !audio.current) return
    const splitChannels = colours().map((colour) => ({ waveColor: colour, progressColor: colour, height: HEIGHT_PX }))
    // The player's own address, to the letter: any other would take its source away from who listens already.
    const url = audio.current.src
    const wave = WaveSurfer.create({ container: frame.current, media: audio.current, url, sampleRate: 8000, barWidth: 2, barGap: 1, normalize: true, cursorWidth: 2, splitChannels })
    return () => wave.destroy()
  }, [audio])
  return (
    <div className="flex gap-2">
      <div aria-hidden className="flex w-16 shrink-0 flex-col justify-around text-xs text-faint">
        <span>{t('transcript.caller')}</span>
        <span>{t('transcript.assistant')}</span>
      </div>
      <div ref={frame} className="min-h-22 min-w-0 flex-1 cursor-pointer" />
    </div>
  )
}
