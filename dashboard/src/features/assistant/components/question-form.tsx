import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Select, Tick } from '@/components/ui/field'
import { type Place, saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { idFrom, type Language, moved, replaced, without } from '@/features/assistant/api/draft'
import { newQuestion, ofType, type Question, type QuestionType, TYPES } from '@/features/assistant/api/tasks'
import { Entry, Order, Wrong } from '@/features/assistant/components/entry'
import { RequirementForm } from '@/features/assistant/components/requirement-form'
import { TextFields } from '@/features/assistant/components/text-fields'
import { worded } from '@/lib/ids'

interface QuestionsProps {
  at: Place
  questions: readonly Question[]
  languages: readonly Language[]
  onChange: (questions: Question[]) => void
  /** A name under which a booking would take the answer, and the way to give it. */
  booked?: (question: Question) => { chosen: boolean; choose: (yes: boolean) => void } | undefined
}

/** What is asked, one after the other. */
export function Questions({ at, questions, languages, onChange, booked }: QuestionsProps) {
  const { t, i18n } = useTranslation()
  return (
    <div className="space-y-3">
      {questions.map((one, index) => {
        const edit = (part: Partial<Question>) => onChange(replaced(questions, index, part))
        const place = [...at, index]
        const taken = booked?.(one)
        const name = worded(one.question, i18n.language)
        return (
          <Entry key={index} at={place} name={name} aside={t(`tasks.types.${one.type}`)} fresh={!name} fields={['question', 'label']}>
            <QuestionForm at={place} question={one} earlier={questions.slice(0, index)} languages={languages} edit={edit} />
            {taken && <Tick label={t('tasks.bookedAs')} checked={taken.chosen} onChange={(event) => taken.choose(event.target.checked)} />}
            <div className="flex flex-wrap gap-2">
              <Order index={index} last={questions.length - 1} name={name} move={(to) => onChange(moved(questions, index, to))} />
              <Button onClick={() => onChange(without(questions, index))}>{t('tasks.removeQuestion')}</Button>
            </div>
          </Entry>
        )
      })}
      <Button onClick={() => onChange([...questions, newQuestion(questions)])}>{t('tasks.addQuestion')}</Button>
    </div>
  )
}

interface FormProps {
  at: Place
  question: Question
  earlier: readonly Question[]
  languages: readonly Language[]
  edit: (part: Partial<Question>) => void
}

function QuestionForm({ at, question, earlier, languages, edit }: FormProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  return (
    <>
      <TextFields
        label={t('tasks.question')}
        hint={t('tasks.questionHint')}
        error={saidOf(complaints, [...at, 'question'])}
        languages={languages}
        text={question.question}
        required
        onChange={(text) => edit({ question: text })}
      />
      <TextFields
        label={t('tasks.label')}
        hint={t('tasks.labelHint')}
        error={saidOf(complaints, [...at, 'label'])}
        languages={languages}
        text={question.label}
        required
        onChange={(label) => edit({ label })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label={t('tasks.type')} value={question.type} onChange={(event) => edit(ofType(question, event.target.value as QuestionType))}>
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`tasks.types.${type}`)}
            </option>
          ))}
        </Select>
        <Tick className="self-end" label={t('tasks.required')} checked={question.required} onChange={(event) => edit({ required: event.target.checked })} />
      </div>
      {question.type === 'choice' && <Choices at={[...at, 'choices']} question={question} languages={languages} edit={edit} />}
      <TextFields label={t('tasks.again')} hint={t('tasks.againHint')} languages={languages} text={question.again} onChange={(again) => edit({ again })} />
      {(earlier.length > 0 || question.only_if) && (
        <RequirementForm
          legend={t('tasks.askedOnlyIf')}
          always={t('tasks.askedAlways')}
          requirement={question.only_if}
          questions={earlier}
          onChange={(only_if) => edit({ only_if })}
        />
      )}
    </>
  )
}

function Choices({ at, question, languages, edit }: Omit<FormProps, 'earlier'>) {
  const { t, i18n } = useTranslation()
  const { choices } = question
  const add = () => edit({ choices: [...choices, { id: idFrom(`choice ${choices.length + 1}`, choices.map((one) => one.id)), name: {}, synonyms: {} }] })
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="text-sm font-medium">{t('tasks.choices')}</legend>
      {choices.map((choice, index) => {
        const put = (part: Partial<typeof choice>) => edit({ choices: replaced(choices, index, part) })
        const name = worded(choice.name, i18n.language)
        return (
          <div key={choice.id} className="space-y-3 rounded-xl border border-line p-3">
            <Wrong at={[...at, index]} />
            <TextFields label={t('tasks.choice', { number: index + 1 })} languages={languages} text={choice.name} required onChange={(words) => put({ name: words })} />
            <TextFields label={t('tasks.otherWords')} hint={t('tasks.otherWordsHint')} languages={languages} text={choice.synonyms} onChange={(synonyms) => put({ synonyms })} />
            <Button aria-label={t('assistant.removeNamed', { name })} onClick={() => edit({ choices: without(choices, index) })}>
              {t('action.remove')}
            </Button>
          </div>
        )
      })}
      <Button onClick={add}>{t('tasks.addChoice')}</Button>
    </fieldset>
  )
}
