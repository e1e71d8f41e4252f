import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Field, Select } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import type { Definition } from '@/features/assistant/api/draft'
import { useListen } from '@/features/assistant/api/listen'
import { Speak } from '@/features/assistant/components/speak'
import { $api, fetches, HOME, type Schemas } from '@/lib/api'

const MOST_LINES = 30
/** Letters of a reply that are said aloud. */
const MOST_SPOKEN = 300

type Language = Schemas['Business']['languages'][number]

/** A talk with the draft as it is saved, in writing or by microphone; begun anew when another is. Held anew each time from its beginning, so that nothing has to be kept. */
export function TestChat({ revision, definition }: { revision: number; definition: Definition }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const [language, setLanguage] = useState<Language>(business.languages[0] ?? 'en')
  const [said, setSaid] = useState<string[]>([])
  const [words, setWords] = useState('')
  const { mutate, data, error, isPending, reset } = $api.useMutation('post', `${HOME}/draft/chat`)
  const log = useRef<HTMLDivElement>(null)
  const { hears } = $api.useQuery('get', `${HOME}/draft/heard`, { params: { path: at(business) } }, { staleTime: Number.POSITIVE_INFINITY }).data ?? { hears: false }
  const player = useListen()
  const [aloud, setAloud] = useState(false)
  const spoken = useRef<string>(undefined)
  const replies = data?.replies ?? []
  const last = replies.at(-1)
  const over = last !== undefined && (last.ended || last.handoff !== null)
  useEffect(() => {
    mutate({ params: { path: at(business) }, body: { said, language } })
  }, [mutate, business, said, language, revision])
  useEffect(() => {
    // Before the second reply nothing is out of sight, and to ask makes the browser lay out the whole page at once.
    if (log.current && replies.length > 1) log.current.scrollTop = log.current.scrollHeight
  }, [replies.length])
  const tell = useEffectEvent((words: string, tongue: Language) => {
    void player.listen('reply', () =>
      fetches
        .POST(`${HOME}/wording/voice/samples`, {
          params: { path: at(business) },
          body: { language: tongue, text: words.slice(0, MOST_SPOKEN), pronunciations: definition.pronunciations, speech: definition.speech },
          parseAs: 'blob',
        })
        .then(({ data: sound }) => sound as Blob | undefined),
    )
  })
  const lastId = `${replies.length} ${last?.text}`
  useEffect(() => {
    if (!aloud || !last || spoken.current === lastId) return
    spoken.current = lastId
    tell(last.text, last.language as Language)
  }, [aloud, last, lastId])
  const again = () => {
    reset()
    setSaid([])
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    setSaid((before) => [...before, words.trim()])
    setWords('')
  }
  return (
    <Card
      title={t('chat.title')}
      aside={
        <div className="flex gap-2">
          {business.languages.length > 1 && (
            <Select
              quiet
              label={t('calls.language')}
              value={language}
              onChange={(event) => {
                again()
                setLanguage(event.target.value as Language)
              }}
            >
              {business.languages.map((one) => (
                <option key={one} value={one}>
                  {t(`language.${one}`)}
                </option>
              ))}
            </Select>
          )}
          <Button onClick={again}>{t('chat.again')}</Button>
        </div>
      }
    >
      <p className="mb-3 text-xs text-faint">{t('chat.hint')}</p>
      <div ref={log} role="log" aria-live="polite" aria-label={t('chat.title')} tabIndex={0} className="max-h-96 space-y-2 overflow-y-auto">
        {replies.map((reply, index) => (
          <div key={index} className="space-y-2">
            {index > 0 && <p className="ml-auto w-fit max-w-[90%] rounded-xl bg-sunken px-3 py-2">{said[index - 1]}</p>}
            <div className="w-fit max-w-[90%] rounded-xl bg-brand-soft px-3 py-2" lang={reply.language}>
              {reply.text}
            </div>
            <Came reply={reply} />
          </div>
        ))}
        {said.length >= replies.length && replies.length > 0 && <div className="ml-auto w-fit max-w-[90%] rounded-xl bg-sunken px-3 py-2 opacity-60">{said.at(-1)}</div>}
      </div>
      <Fault error={error} again={() => mutate({ params: { path: at(business) }, body: { said, language } })} />
      <form aria-label={t('chat.title')} onSubmit={send} className="mt-3 flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field quiet label={t('chat.say')} placeholder={t('chat.say')} required maxLength={500} disabled={over} value={words} onChange={(event) => setWords(event.target.value)} />
        </div>
        <Button type="submit" tone="strong" disabled={isPending || over || said.length >= MOST_LINES}>
          {t('live.send')}
        </Button>
      </form>
      {hears && (
        <Speak
          language={language}
          disabled={isPending || over || said.length >= MOST_LINES}
          onHeard={(heard) => {
            setAloud(true)
            setSaid((before) => [...before, heard])
          }}
        />
      )}
      <Fault error={player.error} />
      {over && <p className="mt-2 text-sm text-faint">{t('chat.over')}</p>}
    </Card>
  )
}

function Came({ reply }: { reply: Schemas['ReplyOut'] }) {
  const { t, i18n } = useTranslation()
  const told = reply.happened.map((one) => `transcript.effect.${one.replace('.', '_')}`).filter((key) => i18n.exists(key))
  if (told.length === 0 && !reply.handoff) return null
  return (
    <p className="flex flex-wrap gap-1">
      {told.map((key) => (
        <Badge key={key} shade="brand">
          {t(key as 'transcript.effect.handoff')}
        </Badge>
      ))}
      {reply.handoff && <Badge shade="warn">{t('transcript.effect.handoff')}</Badge>}
    </p>
  )
}
