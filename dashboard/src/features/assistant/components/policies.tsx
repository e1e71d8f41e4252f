import { useTranslation } from 'react-i18next'
import { Field } from '@/components/ui/field'
import type { SectionProps } from '@/features/assistant/components/basics'
import { TextFields } from '@/features/assistant/components/text-fields'

/** Numbers of the policies that a house decides about; the least and the most of each. */
const NUMBERS = [
  ['lead_minutes', 0, 43_200],
  ['horizon_days', 1, 730],
  ['max_party', 1, 200],
  ['cancel_until_minutes', 0, 43_200],
  ['waitlist_minutes', 1, 1440],
  ['escalate_minutes', 1, 1440],
] as const

export function Policies({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const { policies, languages } = definition
  const edit = (part: Partial<typeof policies>) => set({ policies: { ...policies, ...part } })
  return (
    <div className="space-y-5">
      <div className="grid gap-4 sm:grid-cols-2">
        {NUMBERS.map(([name, min, max]) => (
          <Field
            key={name}
            label={t(`assistant.policy.${name}`)}
            type="number"
            required
            min={min}
            max={max}
            value={policies[name]}
            onChange={(event) => edit({ [name]: Number(event.target.value) })}
          />
        ))}
      </div>
      <TextFields label={t('assistant.cancellation')} languages={languages} text={policies.cancellation} onChange={(cancellation) => edit({ cancellation })} long />
      <TextFields label={t('assistant.deposit')} languages={languages} text={policies.deposit} onChange={(deposit) => edit({ deposit })} long />
    </div>
  )
}
