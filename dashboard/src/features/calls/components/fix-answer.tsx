import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Area, Field } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'

export interface Answer {
  question: string
  said: string
  language: 'en' | 'es' | 'pa'
}

/** A line of the assistant's that was wrong: the fact behind it is corrected, or a better answer goes into the draft. */
export function FixAnswer({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [question, setQuestion] = useState(answer.question)
  const [better, setBetter] = useState('')
  const facts = $api.useQuery('get', `${HOME}/draft/facts`, { params: { path: at(business), query: { question: answer.question || answer.said.slice(0, 300) } } })
  const add = $api.useMutation('post', `${HOME}/draft/answers`, {
    onSuccess: () => {
      toast.success(t('lab.fixed'))
      onClose()
      return stale('/draft')
    },
  })
  return (
    <Dialog title={t('lab.fixTitle')} onClose={onClose}>
      <dl className="mb-4 space-y-2 text-sm">
        <div>
          <dt className="text-faint">{t('lab.asked')}</dt>
          <dd lang={answer.language}>{answer.question || '…'}</dd>
        </div>
        <div>
          <dt className="text-faint">{t('lab.answered')}</dt>
          <dd lang={answer.language}>{answer.said}</dd>
        </div>
      </dl>
      <Shown query={facts} lines={1}>
        {(found) =>
          found.length > 0 && (
            <section className="mb-4">
              <h3 className="mb-1 text-sm font-semibold">{t('lab.bears')}</h3>
              <ul className="space-y-1 text-sm">
                {found.map((fact) => (
                  <li key={fact.id} className="flex flex-wrap items-center justify-between gap-2">
                    <span className="min-w-0 flex-1 break-words">{fact.said}</span>
                    <ButtonLink to="/$business/assistant" params={at(business)} search={fact.section === 'basics' ? {} : { section: fact.section }}>
                      {t('lab.correct')}
                    </ButtonLink>
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Shown>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate({ params: { path: at(business) }, body: { question, answer: { [answer.language]: better } } })
        }}
      >
        <Field label={t('assistant.question')} required maxLength={300} value={question} onChange={(event) => setQuestion(event.target.value)} />
        <Area label={t('lab.better')} required maxLength={600} value={better} onChange={(event) => setBetter(event.target.value)} />
        <Fault error={add.error} />
        <div className="flex justify-end">
          <Button type="submit" tone="strong" disabled={add.isPending}>
            {t('lab.toDraft')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
