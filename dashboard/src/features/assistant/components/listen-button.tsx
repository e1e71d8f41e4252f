import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import type { useListen } from '@/features/assistant/api/listen'

interface Props {
  name: string
  /** What is heard, for whoever does not see what stands beside. */
  label: string
  player: ReturnType<typeof useListen>
  sound: () => Promise<Blob | undefined>
  disabled?: boolean
}

export function ListenButton({ name, label, player, sound, disabled }: Props) {
  const { t } = useTranslation()
  const here = player.about === name
  return (
    <Button disabled={disabled} aria-label={t(here ? 'voice.stopNamed' : 'voice.listenTo', { name: label })} onClick={() => (here ? player.stop() : void player.listen(name, sound))}>
      <span aria-hidden>{here ? '■' : '▶'}</span>
      {t(here ? 'voice.stop' : 'voice.listen')}
    </Button>
  )
}
