import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { NumberField, Ticks } from '@/components/ui/field'
import { type Place, saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { replaced, without } from '@/features/assistant/api/draft'
import type { Kind } from '@/features/assistant/api/house'
import { type Phase, wholeVisit } from '@/features/assistant/api/phases'
import { Wrong } from '@/features/assistant/components/entry'

interface Props {
  at: Place
  minutes: number
  phases: readonly Phase[]
  kinds: readonly Kind[]
  onChange: (phases: Phase[]) => void
}

/** A visit in parts, where somebody or something is free for others in one of them. */
export function Phases({ at, minutes, phases, kinds, onChange }: Props) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="text-sm font-medium">{t('house.phases')}</legend>
      <p className="text-xs text-faint">{t('house.phasesHint')}</p>
      <Wrong at={at} fields={phases.map((_, index) => String(index))} />
      {phases.map((one, index) => (
        <div key={index} className="flex flex-wrap items-end gap-4 rounded-xl border border-line p-3">
          <div className="w-24">
            <NumberField
              label={t('assistant.minutes')}
              min={1}
              max={1440}
              error={saidOf(complaints, [...at, index, 'minutes'])}
              value={one.minutes}
              onNumber={(value) => onChange(replaced(phases, index, { minutes: value ?? 0 }))}
            />
          </div>
          <Ticks
            label={t('house.occupies')}
            error={saidOf(complaints, [...at, index, 'occupies'])}
            of={kinds.map((kind) => [kind, t(`house.kind.${kind}`)] as const)}
            chosen={one.occupies}
            onChoose={(occupies) => onChange(replaced(phases, index, { occupies }))}
          />
          <Button onClick={() => onChange(without(phases, index))}>{t('action.remove')}</Button>
        </div>
      ))}
      <Button onClick={() => onChange(phases.length > 0 ? [...phases, { minutes: 15, occupies: [...kinds] }] : wholeVisit(minutes, kinds))}>
        {t(phases.length > 0 ? 'house.addPhase' : 'house.inPhases')}
      </Button>
    </fieldset>
  )
}
