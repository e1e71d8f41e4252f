import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Badge, PageTitle } from '@/components/ui/card'
import { Field, Tick } from '@/components/ui/field'
import { Empty, Fault, Shown } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { spoken, type Text } from '@/features/assistant/api/draft'
import { TextFields } from '@/features/assistant/components/text-fields'
import { $api, HOME, type Schemas } from '@/lib/api'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

const route = getRouteApi('/$business/questions')
const STATES = ['open', 'drafted', 'answered', 'dismissed'] as const
const SHOWN_ASKINGS = 3

export function QuestionsPage() {
  const { t } = useTranslation()
  const { business } = useHere()
  const { status = 'open' } = route.useSearch()
  const gaps = $api.useQuery('get', `${HOME}/knowledge/gaps`, { params: { path: at(business), query: { status } } }, { refetchInterval: 60_000 })
  return (
    <>
      <PageTitle title={t('questions.title')} hint={t('questions.hint')} />
      <nav aria-label={t('questions.states')} className="mb-4 flex flex-wrap gap-1">
        {STATES.map((one) => (
          <ButtonLink
            key={one}
            to="/$business/questions"
            params={at(business)}
            search={{ status: one }}
            tone={one === status ? 'strong' : 'plain'}
            aria-current={one === status ? 'page' : undefined}
          >
            {t(`questions.state.${one}`)}
          </ButtonLink>
        ))}
      </nav>
      <Shown query={gaps} lines={5}>
        {(found) =>
          found.length === 0 ? (
            <Empty>{t(`questions.none.${status}`)}</Empty>
          ) : (
            <ul className="space-y-4">
              {found.map((gap) => (
                <li key={gap.id}>
                  <Question gap={gap} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </>
  )
}

function Question({ gap }: { gap: Schemas['GapOut'] }) {
  const { t } = useTranslation()
  const { business, timezone } = useHere()
  const manages = useMay(business.id, 'manager')
  return (
    <article aria-label={gap.question} className="rounded-2xl border border-line bg-raised p-4 shadow-sm sm:p-5">
      <header className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="text-lg font-semibold" lang={gap.language}>
          {gap.question}
        </h2>
        <Badge shade="warn">{t('questions.asked', { count: gap.count })}</Badge>
      </header>
      <ul className="mt-2 space-y-1 text-sm text-faint">
        {gap.askings.slice(-SHOWN_ASKINGS).map((one) => (
          <li key={one.call + one.turn}>
            <Link className="text-brand underline" to="/$business/calls/$call" params={{ ...at(business), call: one.call }}>
              {dayAndTime(one.at, timezone)}
            </Link>{' '}
            <span lang={one.language}>“{one.text}”</span>
          </li>
        ))}
      </ul>
      {manages && gap.status === 'open' && <Answering gap={gap} />}
      {gap.status === 'drafted' && (
        <ButtonLink to="/$business/versions" params={at(business)} className="mt-3">
          {t('assistant.toVersions')}
        </ButtonLink>
      )}
    </article>
  )
}

function Answering({ gap }: { gap: Schemas['GapOut'] }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [answer, setAnswer] = useState<Text>({})
  const [question, setQuestion] = useState(gap.question)
  const [test, setTest] = useState(true)
  const settled = () => stale('/knowledge/gaps', '/draft')
  const give = $api.useMutation('post', `${HOME}/knowledge/gaps/{gap}/answer`, {
    onSuccess: () => {
      toast.success(t('questions.drafted'))
      return settled()
    },
  })
  const dismiss = $api.useMutation('post', `${HOME}/knowledge/gaps/{gap}/dismissal`, { onSuccess: settled })
  const path = { ...at(business), gap: gap.id }
  return (
    <form
      aria-label={t('questions.answerIt', { question: gap.question })}
      className="mt-4 space-y-4 border-t border-line pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        give.mutate({ params: { path }, body: { answer: spoken(answer), question: question === gap.question ? '' : question, test } })
      }}
    >
      <Field label={t('questions.inBetterWords')} maxLength={300} required value={question} onChange={(event) => setQuestion(event.target.value)} />
      <TextFields label={t('assistant.answer')} hint={t('questions.wordForWord')} languages={business.languages} text={answer} onChange={setAnswer} required long />
      <Tick label={t('questions.asTest')} checked={test} onChange={(event) => setTest(event.target.checked)} />
      <Fault error={give.error ?? dismiss.error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button disabled={dismiss.isPending} onClick={() => dismiss.mutate({ params: { path } })}>
          {t('questions.dismiss')}
        </Button>
        <Button type="submit" tone="strong" disabled={give.isPending}>
          {t('questions.toDraft')}
        </Button>
      </div>
    </form>
  )
}
