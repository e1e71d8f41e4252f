import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { type ComponentType, type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Select } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { type Complaint, Complaints, complaintsOf, sectionsWithComplaints } from '@/features/assistant/api/complaints'
import { type Definition, type Draft, same, useDraft } from '@/features/assistant/api/draft'
import { type SectionName, sectionOf, SECTIONS } from '@/features/assistant/api/sections'
import { Answers } from '@/features/assistant/components/answers'
import { Basics, type SectionProps } from '@/features/assistant/components/basics'
import { Hours } from '@/features/assistant/components/hours'
import { House } from '@/features/assistant/components/house'
import { Intake } from '@/features/assistant/components/intake'
import { People } from '@/features/assistant/components/people'
import { Policies } from '@/features/assistant/components/policies'
import { Services } from '@/features/assistant/components/services'
import { Tasks } from '@/features/assistant/components/tasks'
import { TestChat } from '@/features/assistant/components/test-chat'
import { $api, ApiProblem, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'

const route = getRouteApi('/$business/assistant')
const FORMS: Record<SectionName, ComponentType<SectionProps>> = {
  basics: Basics,
  services: Services,
  hours: Hours,
  house: House,
  people: People,
  intake: Intake,
  tasks: Tasks,
  answers: Answers,
  policies: Policies,
}

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
    save.mutate({ params: { path: at(business) }, body: { definition: { ...definition }, base: draft?.base ?? begun.version, revision: draft?.revision ?? 0, whole: true } })
  const complaints = complaintsOf(save.error)
  const Section = FORMS[section]
  return (
    <>
      <PageTitle title={t('assistant.title')} hint={t('assistant.hint')}>
        {draft && <Badge shade="warn">{t('assistant.draft')}</Badge>}
        <ButtonLink to="/$business/versions" params={at(business)}>
          {t('assistant.toVersions')}
        </ButtonLink>
      </PageTitle>
      <Parts section={section} wrong={sectionsWithComplaints(complaints)} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <form
          aria-label={t(`assistant.section_${section}`)}
          onInvalidCapture={unfold}
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <Card title={t(`assistant.section_${section}`)}>
            <Complaints value={complaints}>
              <Section key={section} definition={definition} set={(part) => setDefinition((now) => ({ ...now, ...part }))} />
            </Complaints>
          </Card>
          <div className="sticky bottom-0 z-10 -mx-4 mt-4 border-t border-line bg-page px-4 py-3 sm:-mx-6 sm:px-6">
            {complaints.length === 0 ? <Fault error={save.error} /> : <Told complaints={complaints} />}
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

/** A field that is wrong is shown before the browser points at it. */
function unfold(event: FormEvent) {
  for (let around = (event.target as HTMLElement).closest('details'); around; around = around.parentElement?.closest('details') ?? null) around.open = true
}

/** The parts to choose from: on a narrow screen as a list that opens. */
function Parts({ section, wrong }: { section: SectionName; wrong: ReadonlySet<SectionName> }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const go = useNavigate()
  const named = (name: SectionName) => t(`assistant.section_${name}`)
  return (
    <nav aria-label={t('assistant.sections')} className="mb-4">
      <div className="sm:hidden">
        <Select
          quiet
          label={t('assistant.sections')}
          value={section}
          onChange={(event) => void go({ to: '/$business/assistant', params: at(business), search: { section: event.target.value as SectionName }, replace: true })}
        >
          {SECTIONS.map((name) => (
            <option key={name} value={name}>
              {wrong.has(name) ? `${named(name)} (${t('house.wrong')})` : named(name)}
            </option>
          ))}
        </Select>
      </div>
      <ul className="hidden flex-wrap gap-1 sm:flex">
        {SECTIONS.map((name) => (
          <li key={name}>
            <ButtonLink
              to="/$business/assistant"
              params={at(business)}
              search={{ section: name }}
              replace
              tone={name === section ? 'strong' : 'plain'}
              aria-current={name === section ? 'page' : undefined}
            >
              {named(name)}
              {wrong.has(name) && <Badge shade="danger">{t('house.wrong')}</Badge>}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Where a definition is wrong that cannot be kept, with the way there. */
function Told({ complaints }: { complaints: readonly Complaint[] }) {
  const { t } = useTranslation()
  const { business } = useHere()
  return (
    <div role="alert" className="mb-2 max-h-40 overflow-y-auto rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger">
      <p className="font-medium">{t('house.notKept')}</p>
      <ul className="list-disc pl-5">
        {complaints.map((one) => (
          <li key={one.where + one.message}>
            <Link to="/$business/assistant" params={at(business)} search={{ section: sectionOf(String(one.at[0])) }} replace className="underline">
              {one.where}
            </Link>
            : {one.message}
          </li>
        ))}
      </ul>
    </div>
  )
}
