import { useTranslation } from 'react-i18next'
import { Badge } from '@/components/ui/card'
import { Happened } from '@/features/calls/components/happened'
import type { SoFar } from '@/features/live-call/api/so-far'

const SLOW_MS = 2000

/** The call at a glance: language, how the caller seems to feel, how quick the answers are, what has come of it. */
export function CallState({ told }: { told: SoFar }) {
  const { t } = useTranslation()
  const spoken = told.language === 'en' || told.language === 'es' || told.language === 'pa' ? told.language : undefined
  return (
    <div className="mb-3 flex flex-wrap items-center gap-1.5">
      {spoken && <Badge>{t(`language.${spoken}`)}</Badge>}
      {told.moods.map((mood) => (
        <Badge key={mood} shade="warn">
          {t(`mood.${mood}`)}
        </Badge>
      ))}
      {told.lastMs !== undefined && (
        <Badge shade={told.lastMs > SLOW_MS ? 'warn' : 'plain'}>{t('live.lastAnswer', { seconds: (told.lastMs / 1000).toFixed(1) })}</Badge>
      )}
      <Happened of={told.happened} />
    </div>
  )
}
