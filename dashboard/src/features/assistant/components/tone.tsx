import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Select, Tick } from '@/components/ui/field'
import { saidOf, useComplaints } from '@/features/assistant/api/complaints'
import type { Definition } from '@/features/assistant/api/draft'
import { PROMPTNESS, type Promptness, promptnessOf, withPromptness } from '@/features/assistant/api/tone'
import type { SectionProps } from '@/features/assistant/components/basics'

type Affect = Definition['affect']
type Mood = 'frustrated' | 'urgent' | 'hesitant'

/** How callers are met: in few words or the usual ones, and otherwise whoever is upset, in a hurry or unsure. */
export function Tone({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const { affect } = definition
  const edit = (part: Partial<Affect>) => set({ affect: { ...affect, ...part } })
  const meet = <Name extends Mood>(name: Name, part: Partial<Affect[Name]>) => edit({ [name]: { ...affect[name], ...part } } as Partial<Affect>)
  const { frustrated, urgent, hesitant } = affect
  return (
    <div className="space-y-6">
      <p className="text-sm text-faint">{t('tone.hint')}</p>
      <div>
        <Tick label={t('tone.brief')} checked={affect.brief} onChange={(event) => edit({ brief: event.target.checked })} />
        <p className="ml-7 text-xs text-faint">{t('tone.briefHint')}</p>
      </div>
      <div>
        <Tick label={t('tone.heeded')} checked={affect.heeded} onChange={(event) => edit({ heeded: event.target.checked })} />
        <p className="ml-7 text-xs text-faint">{t('tone.heededHint')}</p>
      </div>
      {affect.heeded && (
        <>
          <Met mood="frustrated" affect={affect} meet={meet}>
            <Tick label={t('tone.offerPerson')} checked={frustrated.offer_person} onChange={(event) => meet('frustrated', { offer_person: event.target.checked })} />
            {!affect.brief && <Tick label={t('tone.briefToThem')} checked={frustrated.brief} onChange={(event) => meet('frustrated', { brief: event.target.checked })} />}
            <Choice label={t('tone.misses')} of={[1, 2, 3, 4]} value={frustrated.misses} choose={(misses) => meet('frustrated', { misses })} />
          </Met>
          <Met mood="urgent" affect={affect} meet={meet}>
            <Tick label={t('tone.earliest')} checked={urgent.earliest} onChange={(event) => meet('urgent', { earliest: event.target.checked })} />
          </Met>
          <Met mood="hesitant" affect={affect} meet={meet}>
            <Choice label={t('tone.choices')} of={[2, 3]} value={hesitant.choices} choose={(choices) => meet('hesitant', { choices })} />
            <Choice label={t('tone.patience')} hint={t('tone.patienceHint')} of={[0, 0.3, 0.6, 1, 1.5, 2, 3]} value={hesitant.patience_s} choose={(patience_s) => meet('hesitant', { patience_s })} />
          </Met>
        </>
      )}
    </div>
  )
}

interface MetProps {
  mood: Mood
  affect: Affect
  meet: (mood: Mood, part: { after: number; until: number }) => void
  children: ReactNode
}

function Met({ mood, affect, meet, children }: MetProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const marks = affect[mood]
  const chosen = promptnessOf(mood, marks)
  return (
    <fieldset className="space-y-2 border-t border-line pt-4">
      <legend className="float-left mb-2 w-full font-semibold">{t(`tone.whoIs.${mood}`)}</legend>
      <p className="clear-both text-xs text-faint">{t(`tone.example.${mood}`)}</p>
      {children}
      <Select
        label={t('tone.soon')}
        className="max-w-sm"
        error={saidOf(complaints, ['affect', mood])}
        value={chosen ?? ''}
        onChange={(event) => meet(mood, withPromptness(mood, event.target.value as Promptness))}
      >
        {chosen === null && <option value="">{t('tone.asWritten', { after: marks.after, until: marks.until })}</option>}
        {PROMPTNESS.map((one) => (
          <option key={one} value={one}>
            {t(`tone.promptness.${one}`)}
          </option>
        ))}
      </Select>
    </fieldset>
  )
}

interface ChoiceProps {
  label: string
  hint?: string
  of: readonly number[]
  value: number
  choose: (value: number) => void
}

/** One of a few numbers, or the one that the definition has. */
function Choice({ label, hint, of, value, choose }: ChoiceProps) {
  const known = of.includes(value) ? of : [...of, value].sort((one, other) => one - other)
  return (
    <Select label={label} hint={hint} className="max-w-sm" value={value} onChange={(event) => choose(Number(event.target.value))}>
      {known.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </Select>
  )
}
