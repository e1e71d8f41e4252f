import { useTranslation } from 'react-i18next'
import { Field, Select, Tick } from '@/components/ui/field'
import type { Definition, Language } from '@/features/assistant/api/draft'
import { TextFields } from '@/features/assistant/components/text-fields'

export interface SectionProps {
  definition: Definition
  set: (part: Partial<Definition>) => void
}

const RECORDING = ['off', 'notice', 'ask'] as const

export function Basics({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const { identity, languages } = definition
  const speaks = (language: Language, yes: boolean) => set({ languages: yes ? [...languages, language] : languages.filter((one) => one !== language) })
  return (
    <div className="space-y-5">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('assistant.name')} required maxLength={200} value={definition.name} onChange={(event) => set({ name: event.target.value })} />
        <Field
          label={t('assistant.spokenName')}
          hint={t('assistant.spokenNameHint')}
          maxLength={200}
          value={definition.spoken_name}
          onChange={(event) => set({ spoken_name: event.target.value })}
        />
        <Field
          label={t('assistant.assistantName')}
          required
          maxLength={60}
          value={identity.assistant_name}
          onChange={(event) => set({ identity: { ...identity, assistant_name: event.target.value } })}
        />
        <Field label={t('assistant.address')} required maxLength={300} value={definition.address} onChange={(event) => set({ address: event.target.value })} />
      </div>
      <fieldset>
        <legend className="text-sm font-medium">{t('assistant.languages')}</legend>
        <div className="flex flex-wrap gap-x-5">
          {(['en', 'es', 'pa'] as const).map((language) => (
            <Tick
              key={language}
              label={t(`language.${language}`)}
              checked={languages.includes(language)}
              disabled={languages.length === 1 && languages[0] === language}
              onChange={(event) => speaks(language, event.target.checked)}
            />
          ))}
        </div>
      </fieldset>
      <TextFields
        label={t('assistant.greeting')}
        hint={t('assistant.greetingHint')}
        languages={languages}
        text={identity.greeting}
        onChange={(greeting) => set({ identity: { ...identity, greeting } })}
        long
      />
      <TextFields label={t('assistant.directions')} languages={languages} text={definition.directions} onChange={(directions) => set({ directions })} long />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('assistant.recording')}
          hint={t(`assistant.recordingHint.${definition.recording}`)}
          value={definition.recording}
          onChange={(event) => set({ recording: event.target.value as Definition['recording'] })}
        >
          {RECORDING.map((one) => (
            <option key={one} value={one}>
              {t(`assistant.recordingMode.${one}`)}
            </option>
          ))}
        </Select>
        <Tick className="self-end" label={t('assistant.texts')} checked={definition.texts} onChange={(event) => set({ texts: event.target.checked })} />
      </div>
    </div>
  )
}
