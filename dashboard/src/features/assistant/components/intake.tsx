import { useTranslation } from 'react-i18next'
import { Empty } from '@/components/ui/states'
import type { SectionProps } from '@/features/assistant/components/basics'
import { Questions } from '@/features/assistant/components/question-form'

/** Asked of everybody who books. */
export function Intake({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  return (
    <div className="space-y-4">
      <p className="text-sm text-faint">{t('tasks.intakeHint')}</p>
      {definition.intake.length === 0 && <Empty>{t('tasks.noIntake')}</Empty>}
      <Questions at={['intake']} questions={definition.intake} languages={definition.languages} onChange={(intake) => set({ intake })} />
    </div>
  )
}
