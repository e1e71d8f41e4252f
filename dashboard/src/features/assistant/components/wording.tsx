import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge } from '@/components/ui/card'
import { Area, Field, Select, Tick } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { saidOf, useComplaints } from '@/features/assistant/api/complaints'
import type { Language } from '@/features/assistant/api/draft'
import { useListen } from '@/features/assistant/api/listen'
import { indexAt, ownAt, reworded, type Sentence, signatureAt, signed } from '@/features/assistant/api/wording'
import type { SectionProps } from '@/features/assistant/components/basics'
import { ListenButton } from '@/features/assistant/components/listen-button'
import { $api, fetches, HOME } from '@/lib/api'

const AT_ONCE = 30

/** Every sentence the assistant says: to be read, heard, reworded, and vouched for by a native speaker. */
export function Wording({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const { business } = useHere()
  const [language, setLanguage] = useState<Language>(definition.languages[0] ?? 'en')
  const [sought, setSought] = useState('')
  const [unreviewed, setUnreviewed] = useState(false)
  const [most, setMost] = useState(AT_ONCE)
  const [signer, setSigner] = useState('')
  const path = at(business)
  const listed = $api.useQuery('get', `${HOME}/wording`, { params: { path, query: { language, draft: true } } })
  const voice = $api.useQuery('get', `${HOME}/wording/voice`, { params: { path } }, { staleTime: Number.POSITIVE_INFINITY })
  const wanted = (one: Sentence) => {
    const text = ownAt(definition, one) ?? one.built_in
    const vouched = signatureAt(definition, one, text) !== undefined || (one.reviewed && text === one.text)
    return (!unreviewed || !vouched) && `${text} ${one.example}`.toLowerCase().includes(sought.trim().toLowerCase())
  }
  const anew = <Value,>(put: (value: Value) => void) => (value: Value) => {
    setMost(AT_ONCE)
    put(value)
  }
  return (
    <div className="space-y-4">
      <p className="text-sm text-faint">{t('wording.hint')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label={t('calls.language')} value={language} onChange={(event) => anew(setLanguage)(event.target.value as Language)}>
          {definition.languages.map((one) => (
            <option key={one} value={one}>
              {t(`language.${one}`)}
            </option>
          ))}
        </Select>
        <Field label={t('wording.find')} type="search" value={sought} onChange={(event) => anew(setSought)(event.target.value)} />
        <Field label={t('wording.signer')} hint={t('wording.signerHint')} maxLength={120} value={signer} onChange={(event) => setSigner(event.target.value)} />
        <Tick className="self-center" label={t('wording.onlyUnreviewed')} checked={unreviewed} onChange={(event) => anew(setUnreviewed)(event.target.checked)} />
      </div>
      <Shown query={listed}>
        {({ sentences }) => {
          const found = sentences.filter(wanted)
          return (
            <>
              <p role="status" className="text-xs text-faint">
                {t('wording.found', { count: found.length })}
              </p>
              {found.length === 0 && <Empty>{t('wording.none')}</Empty>}
              <ul className="space-y-3">
                {found.slice(0, most).map((one) => (
                  <One
                    key={`${one.language} ${one.sentence} ${one.variant}`}
                    sentence={one}
                    definition={definition}
                    set={set}
                    signer={signer.trim()}
                    heard={voice.data?.languages.includes(language) ?? false}
                  />
                ))}
              </ul>
              {found.length > most && <Button onClick={() => setMost(most + AT_ONCE)}>{t('wording.more')}</Button>}
            </>
          )
        }}
      </Shown>
    </div>
  )
}

function One({ sentence, definition, set, signer, heard }: SectionProps & { sentence: Sentence; signer: string; heard: boolean }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const player = useListen()
  const [editing, setEditing] = useState(false)
  const own = ownAt(definition, sentence)
  const text = own ?? sentence.built_in
  const error = saidOf(useComplaints(), ['wording', indexAt(definition, sentence)])
  const saved = text === sentence.text
  const sound = () =>
    fetches
      .GET(`${HOME}/wording/{language}/{sentence}/{variant}/audio`, {
        params: { path: { ...at(business), language: sentence.language, sentence: sentence.sentence, variant: sentence.variant }, query: { draft: true } },
        parseAs: 'blob',
      })
      .then(({ data }) => data as Blob | undefined)
  const today = new Date().toISOString().slice(0, 10)
  return (
    <li className="space-y-2 rounded-xl border border-line p-3">
      <p lang={sentence.language} className="font-medium">
        {saved ? sentence.example : text}
      </p>
      {(editing || error) && !sentence.locked && (
        <Area
          label={t('wording.words')}
          hint={sentence.gaps.length > 0 ? t('wording.gaps', { gaps: sentence.gaps.map((gap) => `{${gap}}`).join(' ') }) : undefined}
          lang={sentence.language}
          maxLength={300}
          rows={2}
          error={error}
          value={text}
          onChange={(event) => set(reworded(definition, sentence, event.target.value.replace(/\n/g, ' '), sentence.built_in))}
        />
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Review sentence={sentence} definition={definition} text={text} />
        {sentence.variant > 0 && <Badge>{t('wording.again', { number: sentence.variant + 1 })}</Badge>}
        {own !== undefined && <Badge shade="brand">{t('wording.own')}</Badge>}
        {sentence.locked && <span className="text-xs text-faint">{t('wording.locked')}</span>}
        <span className="mr-auto" />
        <ListenButton name="it" label={sentence.example} player={player} disabled={!heard || !saved} sound={sound} />
        {!sentence.locked && (
          <Button aria-expanded={editing} onClick={() => setEditing(!editing)}>
            {t('wording.change')}
          </Button>
        )}
        {own !== undefined && <Button onClick={() => set(reworded(definition, sentence, '', sentence.built_in))}>{t('wording.restore')}</Button>}
        {signer.length > 1 && !signatureAt(definition, sentence, text) && (
          <Button onClick={() => set(signed(definition, sentence, text, signer, today))}>{t('wording.sign', { name: signer })}</Button>
        )}
      </div>
      <Fault error={player.error} />
    </li>
  )
}

function Review({ sentence, definition, text }: { sentence: Sentence; definition: SectionProps['definition']; text: string }) {
  const { t } = useTranslation()
  const signature = signatureAt(definition, sentence, text)
  if (signature) return <Badge shade="good">{t('wording.signedBy', { name: signature.by })}</Badge>
  if (sentence.reviewed && text === sentence.text) return <Badge shade="good">{t('wording.reviewed')}</Badge>
  return <Badge shade="warn">{t('wording.notReviewed')}</Badge>
}
