import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { type Definition, type Language, replaced, said, without } from '@/features/assistant/api/draft'
import { useListen } from '@/features/assistant/api/listen'
import type { SectionProps } from '@/features/assistant/components/basics'
import { Entry } from '@/features/assistant/components/entry'
import { ListenButton } from '@/features/assistant/components/listen-button'
import { $api, fetches, HOME } from '@/lib/api'

/** Said by the voice itself, in its own language whatever the page's. */
const SAMPLES: Record<Language, (name: string) => string> = {
  en: (name) => `Hello, this is ${name}. Would half past seven suit you?`,
  es: (name) => `Hola, está llamando a ${name}. ¿Le viene bien a las siete y media?`,
  pa: (name) => `ਸਤ ਸ੍ਰੀ ਅਕਾਲ, ਇਹ ${name} ਹੈ। ਕੀ ਸਾਢੇ ਸੱਤ ਵਜੇ ਠੀਕ ਰਹੇਗਾ?`,
}

type Pronunciation = Definition['pronunciations'][number]

/** The voice in each language, and how names are said. */
export function Voice(props: SectionProps) {
  const { business } = useHere()
  const voice = $api.useQuery('get', `${HOME}/wording/voice`, { params: { path: at(business) } }, { staleTime: Number.POSITIVE_INFINITY })
  return <Shown query={voice}>{({ languages, choices }) => <Heard spoken={languages} choices={choices} {...props} />}</Shown>
}

function Heard({ definition, set, spoken, choices }: SectionProps & { spoken: readonly string[]; choices: Record<string, string[]> }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const player = useListen()
  const { pronunciations, languages, speech } = definition
  const name = definition.spoken_name || definition.name
  const whole = pronunciations.filter((one) => one.written && Object.keys(one.said).length > 0)
  const sample = (language: Language, text: string) => () =>
    fetches
      .POST(`${HOME}/wording/voice/samples`, { params: { path: at(business) }, body: { language, text, pronunciations: whole, speech }, parseAs: 'blob' })
      .then(({ data }) => data as Blob | undefined)
  return (
    <div className="space-y-8">
      <section aria-label={t('voice.samples')} className="space-y-3">
        <h3 className="font-semibold">{t('voice.samples')}</h3>
        {spoken.length === 0 && <p className="text-sm text-faint">{t('voice.none')}</p>}
        <Pace pace={speech.pace} choose={(pace) => set({ speech: { ...speech, pace } })} />
        <ul className="divide-y divide-line">
          {languages.map((language) => (
            <li key={language} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div className="min-w-0 flex-1">
                <p className="text-sm font-medium">{t(`language.${language}`)}</p>
                <p lang={language} className="text-sm text-faint">
                  {SAMPLES[language](name)}
                </p>
                {language !== 'en' && <p className="mt-1 text-xs text-warn">{t('voice.unheard')}</p>}
                <ChooseVoice
                  language={language}
                  choices={choices[language] ?? []}
                  chosen={speech.voices[language] ?? ''}
                  choose={(one) => set({ speech: { ...speech, voices: said(speech.voices, language, one) as Definition['speech']['voices'] } })}
                />
              </div>
              <ListenButton
                name={`sample ${language}`}
                label={t(`language.${language}`)}
                player={player}
                disabled={!spoken.includes(language)}
                sound={sample(language, SAMPLES[language](name))}
              />
            </li>
          ))}
        </ul>
        <Fault error={player.error} />
      </section>
      <section aria-label={t('voice.pronunciations')} className="space-y-3">
        <h3 className="font-semibold">{t('voice.pronunciations')}</h3>
        <p className="text-xs text-faint">{t('voice.pronunciationsHint')}</p>
        {pronunciations.map((one, index) => (
          <Entry key={index} at={['pronunciations', index]} name={one.written} aside={Object.values(one.said).join(', ')} fresh={!one.written} fields={['written', 'said']}>
            <PronunciationForm
              index={index}
              one={one}
              languages={languages}
              edit={(part) => set({ pronunciations: replaced(pronunciations, index, part) })}
              listen={(language) => (
                <ListenButton
                  name={`said ${index} ${language}`}
                  label={one.written}
                  player={player}
                  disabled={!spoken.includes(language) || !one.written.trim()}
                  sound={sample(language, one.written)}
                />
              )}
            />
            <Button onClick={() => set({ pronunciations: without(pronunciations, index) })}>{t('action.remove')}</Button>
          </Entry>
        ))}
        <Button onClick={() => set({ pronunciations: [...pronunciations, { written: '', said: {} }] })}>{t('voice.addPronunciation')}</Button>
      </section>
    </div>
  )
}

const KNOWN = ['joe', 'af_heart', 'am_michael', 'bf_emma', 'ef_dora', 'em_alex', 'hf_alpha'] as const

interface VoiceProps {
  language: Language
  choices: readonly string[]
  chosen: string
  choose: (voice: string) => void
}

/** One of the voices at hand, or any by the name that its provider has for it. */
function ChooseVoice({ language, choices, chosen, choose }: VoiceProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const [other, setOther] = useState(chosen !== '' && !choices.includes(chosen))
  const called = (name: string) => {
    const known = KNOWN.find((one) => one === name)
    return known ? t(`voice.called.${known}`) : name
  }
  return (
    <div className="mt-2 grid gap-2 sm:grid-cols-2">
      <Select
        label={t('voice.whichIn', { language: t(`language.${language}`) })}
        value={other ? '?' : chosen}
        onChange={(event) => {
          setOther(event.target.value === '?')
          choose(event.target.value === '?' ? '' : event.target.value)
        }}
      >
        <option value="">{t('voice.usual')}</option>
        {choices.map((one) => (
          <option key={one} value={one}>
            {called(one)}
          </option>
        ))}
        <option value="?">{t('voice.other')}</option>
      </Select>
      {other && (
        <Field
          label={t('voice.otherName')}
          hint={t('voice.otherHint')}
          maxLength={64}
          pattern="[A-Za-z0-9][A-Za-z0-9_.\-]*"
          error={saidOf(complaints, ['speech', 'voices', language])}
          value={chosen}
          onChange={(event) => choose(event.target.value)}
        />
      )}
    </div>
  )
}

function Pace({ pace, choose }: { pace: number; choose: (pace: number) => void }) {
  const { t } = useTranslation()
  return (
    <Field
      label={t('voice.pace', { percent: Math.round(pace * 100) })}
      hint={t('voice.paceHint')}
      type="range"
      min={0.8}
      max={1.25}
      step={0.05}
      className="max-w-sm accent-brand"
      aria-valuetext={`${Math.round(pace * 100)} %`}
      value={pace}
      onChange={(event) => choose(Number(event.target.value))}
    />
  )
}

interface FormProps {
  index: number
  one: Pronunciation
  languages: readonly Language[]
  edit: (part: Partial<Pronunciation>) => void
  listen: (language: Language) => ReactNode
}

function PronunciationForm({ index, one, languages, edit, listen }: FormProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const place = ['pronunciations', index]
  return (
    <>
      <Field
        label={t('voice.written')}
        hint={t('voice.writtenHint')}
        required
        maxLength={60}
        error={saidOf(complaints, [...place, 'written'])}
        value={one.written}
        onChange={(event) => edit({ written: event.target.value })}
      />
      {languages.map((language) => (
        <div key={language} className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <Field
              label={t('voice.saidIn', { language: t(`language.${language}`) })}
              maxLength={120}
              error={saidOf(complaints, [...place, 'said', language])}
              value={one.said[language] ?? ''}
              onChange={(event) => edit({ said: said(one.said, language, event.target.value) as Pronunciation['said'] })}
            />
          </div>
          {listen(language)}
        </div>
      ))}
    </>
  )
}
