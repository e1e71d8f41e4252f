import { type ChangeEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Badge, Card } from '@/components/ui/card'
import { Sure } from '@/components/ui/dialog'
import { Field, Select, Tick } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { ACCEPTED, MOST_BYTES, typeOf } from '@/features/assistant/api/documents'
import type { Language } from '@/features/assistant/api/draft'
import { $api, fetches, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'

type Document = Schemas['DocumentOut']

const SHADES = { draft: 'warn', partly: 'brand', approved: 'good' } as const

/** What the assistant reads: files, what was read from them, and which of it callers may be told. Counts at once, without a draft. */
export function Documents({ languages }: { languages: readonly Language[] }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const documents = $api.useQuery('get', `${HOME}/knowledge/documents`, { params: { path: at(business) } })
  return (
    <div className="space-y-4">
      <Card title={t('assistant.section_documents')}>
        <p className="mb-4 text-sm text-faint">{t('documents.hint')}</p>
        <Upload languages={languages} />
        <div className="mt-4 space-y-3">
          <Shown query={documents}>
            {(found) => (found.length === 0 ? <Empty>{t('documents.none')}</Empty> : found.map((one) => <One key={one.id} document={one} />))}
          </Shown>
        </div>
      </Card>
      <Ask />
    </div>
  )
}

function Upload({ languages }: { languages: readonly Language[] }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const id = useId()
  const [language, setLanguage] = useState<Language>(languages[0] ?? 'en')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const send = async (file: File) => {
    const type = typeOf(file.name)
    if (!type) throw new Error(t('documents.wrongKind'))
    if (file.size > MOST_BYTES) throw new Error(t('documents.tooLarge'))
    await fetches.POST(`${HOME}/knowledge/documents`, {
      params: { path: at(business), query: { name: file.name.slice(0, 200), language } },
      headers: { 'Content-Type': type },
      body: file as unknown as string,
      bodySerializer: (body) => body,
    })
    toast.success(t('documents.added', { name: file.name }))
    await stale('/knowledge/documents')
  }
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.target.files ?? []
    event.target.value = ''
    if (!file) return
    setBusy(true)
    setError(null)
    send(file)
      .catch(setError)
      .finally(() => setBusy(false))
  }
  return (
    <div>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <div className="min-w-0">
          <label htmlFor={id} className="mb-1 block text-sm font-medium">
            {t('documents.add')}
          </label>
          <input id={id} type="file" accept={ACCEPTED} disabled={busy} aria-describedby={`${id}-kinds`} className="field text-sm" onChange={chosen} />
        </div>
        <Select label={t('documents.language')} value={language} onChange={(event) => setLanguage(event.target.value as Language)}>
          {languages.map((one) => (
            <option key={one} value={one}>
              {t(`language.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      <p id={`${id}-kinds`} className="mt-1 text-xs text-faint">
        {busy ? t('documents.reading') : t('documents.kinds')}
      </p>
      <Fault error={error} />
    </div>
  )
}

function One({ document }: { document: Document }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [open, setOpen] = useState(false)
  const [sure, setSure] = useState(false)
  const path = { ...at(business), document: document.id }
  const again = () => stale('/knowledge/documents')
  const remove = $api.useMutation('delete', `${HOME}/knowledge/documents/{document}`, { onSuccess: again })
  const status = document.status as keyof typeof SHADES
  return (
    <details className="rounded-xl border border-line" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer rounded-xl px-4 py-3 hover:bg-sunken">
        <span className="font-medium break-words">{document.name}</span>
        <span className="text-faint"> · {t('documents.passages', { count: document.passages })} </span>
        <Badge shade={SHADES[status]}>{t(`documents.status.${status}`)}</Badge>
      </summary>
      <div className="space-y-3 px-4 pt-2 pb-4">
        {open && <Passages path={path} again={again} />}
        <Fault error={remove.error} />
        <Button onClick={() => setSure(true)}>{t('documents.remove')}</Button>
      </div>
      {sure && (
        <Sure
          title={t('documents.removeTitle', { name: document.name })}
          act={t('action.remove')}
          busy={remove.isPending}
          onAct={() => remove.mutate({ params: { path } }, { onSettled: () => setSure(false) })}
          onClose={() => setSure(false)}
        >
          {t('documents.removeWhat')}
        </Sure>
      )}
    </details>
  )
}

function Passages({ path, again }: { path: { business: string; document: string }; again: () => Promise<void> }) {
  const { t } = useTranslation()
  const read = $api.useQuery('get', `${HOME}/knowledge/documents/{document}`, { params: { path } })
  const approve = $api.useMutation('post', `${HOME}/knowledge/documents/{document}/approval`, { onSuccess: again })
  const told = (approved: boolean, passages: number[] | null) => approve.mutate({ params: { path }, body: { approved, passages } })
  return (
    <Shown query={read}>
      {({ content, language }) => (
        <>
          <div className="flex flex-wrap gap-2">
            <Button tone="strong" disabled={approve.isPending || content.every((one) => one.approved)} onClick={() => told(true, null)}>
              {t('documents.tellAll')}
            </Button>
            <Button disabled={approve.isPending || content.every((one) => !one.approved)} onClick={() => told(false, null)}>
              {t('documents.tellNone')}
            </Button>
          </div>
          <Fault error={approve.error} />
          <ul className="max-h-96 divide-y divide-line overflow-y-auto" tabIndex={0} aria-label={t('documents.read')}>
            {content.map((one) => (
              <li key={one.number} className="py-2">
                {one.place && <p className="text-xs text-faint">{one.place}</p>}
                <Tick
                  label={<span lang={language}>{one.text}</span>}
                  checked={one.approved}
                  disabled={approve.isPending}
                  onChange={(event) => told(event.target.checked, [one.number])}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Shown>
  )
}

/** What a caller would be told of written answers and documents. */
function Ask() {
  const { t } = useTranslation()
  const { business } = useHere()
  const [words, setWords] = useState('')
  const [question, setQuestion] = useState('')
  const found = $api.useQuery('get', `${HOME}/knowledge/answers`, { params: { path: at(business), query: { question } } }, { enabled: question !== '' })
  return (
    <Card title={t('documents.ask')}>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          setQuestion(words.trim())
        }}
      >
        <div className="min-w-0 flex-1">
          <Field quiet label={t('documents.question')} placeholder={t('documents.question')} required maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
        </div>
        <Button type="submit">{t('documents.try')}</Button>
      </form>
      {question && (
        <Shown query={found}>
          {(answers) => {
            const sure = answers.filter((one) => one.sure)
            if (sure.length === 0) return <p className="mt-3 text-sm text-faint">{t('documents.notKnown')}</p>
            return (
              <ul className="mt-3 space-y-2">
                {sure.map((one) => (
                  <li key={one.id} className="rounded-xl bg-brand-soft px-3 py-2">
                    {Object.entries(one.quote).map(([language, text]) => (
                      <p key={language} lang={language}>
                        {text}
                      </p>
                    ))}
                    <p className="text-xs text-faint">{one.source || t('assistant.section_answers')}</p>
                  </li>
                ))}
              </ul>
            )
          }}
        </Shown>
      )}
    </Card>
  )
}
