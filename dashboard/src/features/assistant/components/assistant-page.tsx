import { getRouteApi, useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Fault, Shown } from '@/components/ui/states'
import { type Definition, type Draft, same, useDraft } from '@/features/assistant/api/draft'
import { Answers } from '@/features/assistant/components/answers'
import { Basics } from '@/features/assistant/components/basics'
import { Hours } from '@/features/assistant/components/hours'
import { Policies } from '@/features/assistant/components/policies'
import { Services } from '@/features/assistant/components/services'
import { TestChat } from '@/features/assistant/components/test-chat'
import { $api, ApiProblem, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'

const route = getRouteApi('/$business/assistant')
const SECTIONS = { basics: Basics, services: Services, hours: Hours, answers: Answers, policies: Policies } as const
const NAMES = Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]

export function AssistantPage() {
  const { business } = useHere()
  const draft = useDraft(business.id)
  return <Shown query={draft}>{(found) => <Editor key={found?.revision ?? 0} draft={found} />}</Shown>
}

function Editor({ draft }: { draft: Draft | null }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const { section = 'basics' } = route.useSearch()
  const [begun] = useState(draft?.definition ?? business)
  const [definition, setDefinition] = useState<Definition>(begun)
  const changed = !same(begun, definition)
  const stale = useStale()
  useBlocker({ shouldBlockFn: ({ current, next }) => changed && current.pathname !== next.pathname && !confirm(t('assistant.leave')), enableBeforeUnload: () => changed })
  const save = $api.useMutation('put', `${HOME}/draft`, {
    onSuccess: () => {
      toast.success(t('assistant.saved'))
      return stale('/draft')
    },
  })
  const conflict = save.error instanceof ApiProblem && (save.error as ApiProblem).status === 412
  const send = () =>
    save.mutate({ params: { path: at(business) }, body: { definition: { ...definition }, base: draft?.base ?? begun.version, revision: draft?.revision ?? 0 } })
  const Section = SECTIONS[section]
  return (
    <>
      <PageTitle title={t('assistant.title')} hint={t('assistant.hint')}>
        {draft && <Badge shade="warn">{t('assistant.draft')}</Badge>}
        <ButtonLink to="/$business/versions" params={at(business)}>
          {t('assistant.toVersions')}
        </ButtonLink>
      </PageTitle>
      <nav aria-label={t('assistant.sections')} className="mb-4 flex flex-wrap gap-1">
        {NAMES.map((name) => (
          <ButtonLink key={name} to="/$business/assistant" params={at(business)} search={{ section: name }} replace tone={name === section ? 'strong' : 'plain'} aria-current={name === section ? 'page' : undefined}>
            {t(`assistant.section_${name}`)}
          </ButtonLink>
        ))}
      </nav>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <form
          aria-label={t(`assistant.section_${section}`)}
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <Card title={t(`assistant.section_${section}`)}>
            <Section definition={definition} set={(part) => setDefinition((now) => ({ ...now, ...part }))} />
          </Card>
          <div className="sticky bottom-0 z-10 -mx-4 mt-4 border-t border-line bg-page px-4 py-3 sm:-mx-6 sm:px-6">
            <Fault error={save.error} />
            <Complaints error={save.error} />
            <div className="flex flex-wrap items-center justify-end gap-2">
              <span role="status" className="mr-auto text-sm text-faint">
                {changed ? t('assistant.unsaved') : t('assistant.allSaved')}
              </span>
              {conflict && <Button onClick={() => void stale('/draft')}>{t('assistant.readTheirs')}</Button>}
              <Button disabled={!changed || save.isPending} onClick={() => setDefinition(begun)}>
                {t('assistant.undo')}
              </Button>
              <Button type="submit" tone="strong" disabled={!changed || save.isPending}>
                {t('assistant.save')}
              </Button>
            </div>
          </div>
        </form>
        <div className="xl:sticky xl:top-4">
          <TestChat revision={draft?.revision ?? 0} />
        </div>
      </div>
    </>
  )
}

/** What is wrong with a definition that cannot be read, place by place. */
function Complaints({ error }: { error: unknown }) {
  const told = error instanceof ApiProblem ? (error.more.errors as { where: string; message: string }[] | undefined) : undefined
  if (!told?.length) return null
  return (
    <ul className="mb-2 list-disc pl-5 text-sm text-danger">
      {told.map((one) => (
        <li key={one.where + one.message}>
          {one.where}: {one.message}
        </li>
      ))}
    </ul>
  )
}
