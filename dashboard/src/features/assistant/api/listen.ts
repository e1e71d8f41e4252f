import { useEffect, useRef, useState } from 'react'

/** Plays one sound at a time; `about` says which one is being fetched or heard. Ends with the component. */
export function useListen() {
  const [about, setAbout] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const playing = useRef<HTMLAudioElement | null>(null)
  const stop = () => {
    playing.current?.pause()
    if (playing.current) URL.revokeObjectURL(playing.current.src)
    playing.current = null
    setAbout(null)
  }
  useEffect(() => () => playing.current?.pause(), [])
  const listen = async (name: string, fetched: () => Promise<Blob | undefined>) => {
    stop()
    setError(null)
    setAbout(name)
    try {
      const sound = await fetched()
      if (!sound) return stop()
      const audio = new Audio(URL.createObjectURL(sound))
      playing.current = audio
      audio.onended = stop
      await audio.play()
    } catch (fault) {
      stop()
      if (!(fault instanceof DOMException && fault.name === 'AbortError')) setError(fault)
    }
  }
  return { about, error, listen, stop }
}
