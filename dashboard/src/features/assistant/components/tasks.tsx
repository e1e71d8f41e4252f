import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Select, Tick } from '@/components/ui/field'
import { Empty } from '@/components/ui/states'
import { type Place, saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { type Definition, idFrom, moved, replaced, without } from '@/features/assistant/api/draft'
import { bookedAs, books, doing, DOINGS, newOutcome, newTask, type Outcome, type Question, renamed, type Task } from '@/features/assistant/api/tasks'
import type { SectionProps } from '@/features/assistant/components/basics'
import { Entry, Order, Wrong } from '@/features/assistant/components/entry'
import { Questions } from '@/features/assistant/components/question-form'
import { RequirementForm } from '@/features/assistant/components/requirement-form'
import { PhraseLists, TextFields } from '@/features/assistant/components/text-fields'
import { worded } from '@/lib/ids'

/** Tasks of the business's own: when a caller speaks of it, ask this, then do that, otherwise something else. */
export function Tasks({ definition, set }: SectionProps) {
  const { t, i18n } = useTranslation()
  const { workflows } = definition
  return (
    <div className="space-y-4">
      <p className="text-sm text-faint">{t('tasks.hint')}</p>
      {workflows.length === 0 && <Empty>{t('tasks.none')}</Empty>}
      {workflows.map((task, index) => {
        const name = worded(task.name, i18n.language)
        return (
          <Entry key={task.id} at={['workflows', index]} name={name} aside={t('tasks.asks', { count: task.ask.length })} fresh={!name} fields={['ask', 'then', 'otherwise', 'when', 'name']}>
            <TaskForm at={['workflows', index]} definition={definition} task={task} edit={(part) => set({ workflows: replaced(workflows, index, part) })} />
            <Button onClick={() => set({ workflows: without(workflows, index) })}>{t('tasks.remove')}</Button>
          </Entry>
        )
      })}
      <Button onClick={() => set({ workflows: [...workflows, newTask(workflows)] })}>{t('tasks.add')}</Button>
    </div>
  )
}

interface TaskProps {
  at: Place
  definition: Definition
  task: Task
  edit: (part: Partial<Task>) => void
}

function TaskForm({ at, definition, task, edit }: TaskProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const { languages } = definition
  return (
    <>
      <TextFields label={t('tasks.name')} hint={t('tasks.nameHint')} languages={languages} text={task.name} required onChange={(name) => edit({ name })} />
      <Step number={1} title={t('tasks.when')}>
        <PhraseLists
          label={t('tasks.whenSays')}
          hint={t('tasks.whenHint')}
          error={saidOf(complaints, [...at, 'when'])}
          languages={languages}
          lists={task.when}
          onChange={(when) => edit({ when })}
        />
      </Step>
      <Step number={2} title={t('tasks.ask')}>
        <Wrong at={[...at, 'ask']} fields={task.ask.map((_, index) => String(index))} />
        <Questions at={[...at, 'ask']} questions={task.ask} languages={languages} onChange={(ask) => edit({ ask })} booked={(question) => booking(task, question, edit)} />
        <Tick label={t('tasks.readBack')} checked={task.read_back} onChange={(event) => edit({ read_back: event.target.checked })} />
      </Step>
      <Step number={3} title={t('tasks.then')}>
        <p className="text-xs text-faint">{t('tasks.thenHint')}</p>
        {task.then.map((outcome, index) => (
          <div key={index} className="space-y-3 rounded-xl border border-line p-3">
            <OutcomeForm at={[...at, 'then', index]} definition={definition} task={task} outcome={outcome} onChange={(one) => edit({ then: replaced(task.then, index, one) })} conditional />
            <div className="flex flex-wrap gap-2">
              <Order index={index} last={task.then.length - 1} name={t('tasks.thenNumber', { number: index + 1 })} move={(to) => edit({ then: moved(task.then, index, to) })} />
              <Button onClick={() => edit({ then: without(task.then, index) })}>{t('action.remove')}</Button>
            </div>
          </div>
        ))}
        <Button onClick={() => edit({ then: [...task.then, newOutcome()] })}>{t('tasks.addThen')}</Button>
      </Step>
      <Step number={4} title={t('tasks.otherwise')}>
        <p className="text-xs text-faint">{t('tasks.otherwiseHint')}</p>
        <OutcomeForm at={[...at, 'otherwise']} definition={definition} task={task} outcome={task.otherwise} onChange={(otherwise) => edit({ otherwise })} />
      </Step>
    </>
  )
}

/** Whether a booking takes the answer as its own, which its name decides. */
function booking(task: Task, question: Question, edit: TaskProps['edit']) {
  const as = bookedAs(question)
  const taken = task.ask.some((one) => one.field === as && one !== question)
  if (!as || taken || !books(task)) return undefined
  const free = idFrom('question', task.ask.map((one) => one.field))
  return {
    chosen: question.field === as,
    choose: (yes: boolean) => edit(renamed(task, question.field, yes ? as : free)),
  }
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="relative space-y-3 border-l-2 border-brand-soft pl-4 sm:pl-6">
      <h4 className="flex items-center gap-2 font-semibold">
        <span aria-hidden className="-ml-7 grid size-6 place-items-center rounded-full bg-brand text-xs text-on-brand sm:-ml-9">
          {number}
        </span>
        {title}
      </h4>
      {children}
    </section>
  )
}

interface OutcomeProps {
  at: Place
  definition: Definition
  task: Task
  outcome: Outcome
  onChange: (outcome: Outcome) => void
  conditional?: boolean
}

function OutcomeForm({ at, definition, task, outcome, onChange, conditional = false }: OutcomeProps) {
  const { t, i18n } = useTranslation()
  const { handoffs, services, languages } = definition
  return (
    <>
      <Wrong at={at} />
      {conditional && (
        <RequirementForm
          legend={t('tasks.doneIf')}
          always={t('tasks.doneAlways')}
          requirement={outcome.only_if}
          questions={task.ask}
          onChange={(only_if) => onChange({ ...outcome, only_if })}
        />
      )}
      <div className={`grid gap-3 ${outcome.do === 'person' || outcome.do === 'book' ? 'sm:grid-cols-2' : ''}`}>
        <Select label={t('tasks.do')} value={outcome.do} onChange={(event) => onChange(doing(outcome, event.target.value as Outcome['do'], services))}>
          {DOINGS.map((one) => (
            <option key={one} value={one}>
              {t(`tasks.doings.${one}`)}
            </option>
          ))}
        </Select>
        {outcome.do === 'person' && (
          <Select label={t('tasks.to')} value={outcome.to} onChange={(event) => onChange({ ...outcome, to: event.target.value })}>
            <option value="">{t('tasks.whoever')}</option>
            {outcome.to && handoffs.every((one) => one.label !== outcome.to) && <option value={outcome.to}>{t('tasks.gone', { name: outcome.to })}</option>}
            {handoffs.map((one) => (
              <option key={one.label} value={one.label}>
                {one.label}
              </option>
            ))}
          </Select>
        )}
        {outcome.do === 'book' && (
          <Select label={t('tasks.service')} value={outcome.service} onChange={(event) => onChange({ ...outcome, service: event.target.value })}>
            {services.every((one) => one.id !== outcome.service) && <option value={outcome.service}>{t('tasks.gone', { name: outcome.service })}</option>}
            {services.map((one) => (
              <option key={one.id} value={one.id}>
                {worded(one.name, i18n.language)}
              </option>
            ))}
          </Select>
        )}
      </div>
      {outcome.do === 'answer' && (
        <TextFields label={t('tasks.text')} languages={languages} text={outcome.text} required onChange={(text) => onChange({ ...outcome, text })} long />
      )}
    </>
  )
}
