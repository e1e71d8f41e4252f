import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
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
  return <Shown query={voice}>{({ languages }) => <Heard spoken={languages} {...props} />}</Shown>
}

function Heard({ definition, set, spoken }: SectionProps & { spoken: readonly string[] }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const player = useListen()
  const { pronunciations, languages } = definition
  const name = definition.spoken_name || definition.name
  const whole = pronunciations.filter((one) => one.written && Object.keys(one.said).length > 0)
  const sample = (language: Language, text: string) => () =>
    fetches
      .POST(`${HOME}/wording/voice/samples`, { params: { path: at(business) }, body: { language, text, pronunciations: whole }, parseAs: 'blob' })
      .then(({ data }) => data as Blob | undefined)
  return (
    <div className="space-y-8">
      <section aria-label={t('voice.samples')} className="space-y-3">
        <h3 className="font-semibold">{t('voice.samples')}</h3>
        {spoken.length === 0 && <p className="text-sm text-faint">{t('voice.none')}</p>}
        <ul className="divide-y divide-line">
          {languages.map((language) => (
            <li key={language} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <div className="min-w-0 flex-1">
                <p className="text-sm font-medium">{t(`language.${language}`)}</p>
                <p lang={language} className="text-sm text-faint">
                  {SAMPLES[language](name)}
                </p>
                {language !== 'en' && <p className="mt-1 text-xs text-warn">{t('voice.unheard')}</p>}
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
