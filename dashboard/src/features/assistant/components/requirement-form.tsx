import { useTranslation } from 'react-i18next'
import { Area, NumberField, Select, Ticks } from '@/components/ui/field'
import { type Question, type Requirement, requirementOn } from '@/features/assistant/api/tasks'
import { worded } from '@/lib/ids'

interface Props {
  legend: string
  /** What it is called when there is no condition. */
  always: string
  requirement: Requirement | null | undefined
  /** Those whose answers are known by then. */
  questions: readonly Question[]
  onChange: (requirement: Requirement | null) => void
}

/** "Only if": of which answer, and what it must be. */
export function RequirementForm({ legend, always, requirement, questions, onChange }: Props) {
  const { t, i18n } = useTranslation()
  const about = questions.find((one) => one.field === requirement?.field)
  const choose = (field: string) => {
    const question = questions.find((one) => one.field === field)
    onChange(question ? requirementOn(question) : null)
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className={`grid items-end gap-3 ${about ? 'sm:grid-cols-2' : ''}`}>
        <Select quiet label={t('tasks.answerTo')} value={requirement?.field ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">{always}</option>
          {requirement && !about && <option value={requirement.field}>{t('tasks.gone', { name: requirement.field })}</option>}
          {questions.map((one) => (
            <option key={one.field} value={one.field}>
              {t('tasks.ifAnswer', { name: worded(one.label, i18n.language) || worded(one.question, i18n.language) || one.field })}
            </option>
          ))}
        </Select>
        {requirement && about && <Wanted question={about} requirement={requirement} onChange={onChange} />}
      </div>
    </fieldset>
  )
}

function Wanted({ question, requirement, onChange }: { question: Question; requirement: Requirement; onChange: (requirement: Requirement) => void }) {
  const { t, i18n } = useTranslation()
  const equals = (values: string[]) => onChange({ ...requirement, equals: values })
  if (question.type === 'number' || question.type === 'money') {
    return (
      <div className="grid grid-cols-2 gap-3">
        <NumberField label={t('tasks.atLeast')} optional step="any" value={requirement.at_least} onNumber={(at_least) => onChange({ ...requirement, at_least })} />
        <NumberField label={t('tasks.atMost')} optional step="any" value={requirement.at_most} onNumber={(at_most) => onChange({ ...requirement, at_most })} />
      </div>
    )
  }
  if (question.type === 'yes_no') {
    return (
      <Select quiet label={t('tasks.is')} value={requirement.equals[0] ?? ''} onChange={(event) => equals(event.target.value ? [event.target.value] : [])}>
        <option value="yes">{t('tasks.yes')}</option>
        <option value="no">{t('tasks.no')}</option>
        <option value="">{t('tasks.anyAnswer')}</option>
      </Select>
    )
  }
  if (question.type === 'choice') {
    return (
      <Ticks
        label={t('tasks.isOneOf')}
        of={question.choices.map((one) => [one.id, worded(one.name, i18n.language) || one.id] as const)}
        chosen={requirement.equals}
        onChoose={equals}
      />
    )
  }
  return (
    <Area
      label={t('tasks.isOneOf')}
      hint={t('tasks.isOneOfHint')}
      value={requirement.equals.join('\n')}
      onChange={(event) => equals(event.target.value ? event.target.value.split('\n') : [])}
      onBlur={() => equals(requirement.equals.map((one) => one.trim()).filter(Boolean))}
    />
  )
}
