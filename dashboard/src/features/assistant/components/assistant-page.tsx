import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router'
import { type FormEvent, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Badge, Card, PageTitle } from '@/components/ui/card'
import { Select } from '@/components/ui/field'
import { Fault, Loading, Shown } from '@/components/ui/states'
import { type Complaint, Complaints, complaintsOf, sectionsWithComplaints } from '@/features/assistant/api/complaints'
import { type Definition, type Draft, same, useDraft } from '@/features/assistant/api/draft'
import { type SectionName, sectionOf, SECTIONS } from '@/features/assistant/api/sections'
import { Documents, fetchLater, FORMS } from '@/features/assistant/components/forms'
import { TestChat } from '@/features/assistant/components/test-chat'
import { $api, ApiProblem, HOME } from '@/lib/api'
import { useSaid } from '@/lib/said'
import { useStale } from '@/lib/stale'

const route = getRouteApi('/$business/assistant')

export function AssistantPage() {
  const { business } = useHere()
  const draft = useDraft(business.id)
  return <Shown query={draft}>{(found) => <Editor draft={found} />}</Shown>
}

/** What is worked on began with it. */
interface Begun {
  revision: number
  base: number
  definition: Definition
}

const from = (draft: Draft | null, business: Definition): Begun => draft ?? { revision: 0, base: business.version, definition: business }

function Editor({ draft }: { draft: Draft | null }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const { section = 'basics' } = route.useSearch()
  const arrived = from(draft, business)
  const [begun, setBegun] = useState(arrived)
  const [definition, setDefinition] = useState(begun.definition)
  const [theirs, setTheirs] = useState(false)
  const changed = !same(begun.definition, definition)
  const stale = useStale()
  useEffect(() => void fetchLater(), [])
  useBlocker({ shouldBlockFn: ({ current, next }) => changed && current.pathname !== next.pathname && !confirm(t('assistant.leave')), enableBeforeUnload: () => changed })
  const save = $api.useMutation('put', `${HOME}/draft`, {
    onSuccess: (kept, { body }) => {
      setBegun(from(kept, business))
      setDefinition((now) => (now === body.definition ? kept.definition : now))
      toast.success(t('assistant.saved'))
      return stale('/draft', '/wording')
    },
  })
  if (theirs ? arrived.revision !== begun.revision : arrived.revision > begun.revision && !changed) {
    setBegun(arrived)
    setDefinition(arrived.definition)
    setTheirs(false)
  }
  const conflict = save.error instanceof ApiProblem && (save.error as ApiProblem).status === 412
  const { revision, base } = begun
  const send = () => save.mutate({ params: { path: at(business) }, body: { definition: definition as unknown as Record<string, unknown>, base, revision, whole: true } })
  const readTheirs = () => {
    save.reset()
    setTheirs(true)
    void stale('/draft')
  }
  const complaints = useSaid(useMemo(() => complaintsOf(save.error), [save.error]))
  const Section = section === 'documents' ? null : FORMS[section]
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
        {Section ? (
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
                <Suspense fallback={<Loading lines={6} />}>
                  <Section key={section} definition={definition} set={(part) => setDefinition((now) => ({ ...now, ...part }))} />
                </Suspense>
              </Complaints>
            </Card>
            <div className="sticky bottom-0 z-10 -mx-4 mt-4 border-t border-line bg-page px-4 py-3 sm:-mx-6 sm:px-6">
              {complaints.length === 0 ? <Fault error={save.error} /> : <Told complaints={complaints} />}
              <div className="flex flex-wrap items-center justify-end gap-2">
                <span role="status" className="mr-auto text-sm text-faint">
                  {changed ? t('assistant.unsaved') : t('assistant.allSaved')}
                </span>
                {conflict && <Button onClick={readTheirs}>{t('assistant.readTheirs')}</Button>}
                <Button disabled={!changed || save.isPending} onClick={() => setDefinition(begun.definition)}>
                  {t('assistant.undo')}
                </Button>
                <Button type="submit" tone="strong" disabled={!changed || save.isPending}>
                  {t('assistant.save')}
                </Button>
              </div>
            </div>
          </form>
        ) : (
          <Suspense fallback={<Loading lines={6} />}>
            <Documents languages={definition.languages} />
          </Suspense>
        )}
        <div className="xl:sticky xl:top-4">
          <TestChat revision={revision} definition={begun.definition} />
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
