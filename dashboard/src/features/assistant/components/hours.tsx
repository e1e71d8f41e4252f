import { useTranslation } from 'react-i18next'
import type { SectionProps } from '@/features/assistant/components/basics'
import { OtherDaysList, Sittings } from '@/features/assistant/components/sittings'

export function Hours({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  return (
    <div className="space-y-6">
      <section aria-label={t('assistant.weekly')} className="space-y-3">
        <h3 className="font-semibold">{t('assistant.weekly')}</h3>
        <p className="text-xs text-faint">{t('assistant.weeklyHint')}</p>
        <Sittings at={['hours']} sittings={definition.hours} onChange={(hours) => set({ hours })} mayBeNone={false} />
      </section>
      <section aria-label={t('assistant.holidays')} className="space-y-3">
        <h3 className="font-semibold">{t('assistant.holidays')}</h3>
        <OtherDaysList
          at={['overrides']}
          days={definition.overrides}
          onChange={(overrides) => set({ overrides })}
          none={t('assistant.closed')}
          add={t('assistant.addHoliday')}
        />
      </section>
    </div>
  )
}
