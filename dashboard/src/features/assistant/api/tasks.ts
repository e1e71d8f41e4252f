import { type Definition, idFrom } from '@/features/assistant/api/draft'

export type Task = Definition['workflows'][number]
export type Question = Task['ask'][number]
export type QuestionType = Question['type']
export type Requirement = NonNullable<Question['only_if']>
export type Outcome = Task['otherwise']

export const TYPES = ['text', 'choice', 'yes_no', 'number', 'date', 'time', 'name', 'phone', 'email', 'money'] as const satisfies readonly QuestionType[]
export const DOINGS = ['message', 'call_back', 'person', 'book', 'answer'] as const satisfies readonly Outcome['do'][]

/** Names of answers that a booking takes as its own, by what kind of answer they are. */
const BOOKED: Partial<Record<QuestionType, string>> = { date: 'date', time: 'time', number: 'party_size', name: 'name' }

export const books = (task: Task) => [...task.then, task.otherwise].some((one) => one.do === 'book')

/** The name under which a booking would take the answer; undefined: it would not. */
export const bookedAs = (question: Question) => BOOKED[question.type]

export const newQuestion = (others: readonly Question[]): Question => ({
  field: idFrom(`question ${others.length + 1}`, others.map((one) => one.field)),
  type: 'text',
  label: {},
  question: {},
  again: {},
  required: true,
  choices: [],
  only_if: null,
})

/** The same question for another kind of answer; choices go with that kind only. */
export const ofType = (question: Question, type: QuestionType): Partial<Question> => ({
  type,
  choices: type === 'choice' ? question.choices : [],
})

export const newTask = (others: readonly Task[]): Task => ({
  id: idFrom(`task ${others.length + 1}`, others.map((one) => one.id)),
  name: {},
  when: {},
  ask: [],
  read_back: true,
  then: [newOutcome()],
  otherwise: newOutcome(),
})

export const newOutcome = (): Outcome => ({ do: 'message', only_if: null, to: '', service: '', text: {} })

/** Doing something else, without what only belonged to the old. */
export const doing = (outcome: Outcome, what: Outcome['do'], services: readonly { id: string }[]): Outcome => ({
  ...newOutcome(),
  only_if: outcome.only_if,
  do: what,
  service: what === 'book' ? (services[0]?.id ?? '') : '',
})

/** The first condition anybody would think of for the answer. */
export const requirementOn = (question: Question): Requirement => ({
  field: question.field,
  equals: question.type === 'yes_no' ? ['yes'] : question.type === 'choice' ? question.choices.slice(0, 1).map((one) => one.id) : [],
  at_least: question.type === 'number' || question.type === 'money' ? 1 : null,
  at_most: null,
})

/** A task whose answer has another name, also where it is asked about. */
export function renamed(task: Task, from: string, to: string): Task {
  const requirement = <One extends { only_if?: Requirement | null }>(one: One): One =>
    one.only_if?.field === from ? { ...one, only_if: { ...one.only_if, field: to } } : one
  return {
    ...task,
    ask: task.ask.map((one) => requirement(one.field === from ? { ...one, field: to } : one)),
    then: task.then.map(requirement),
    otherwise: requirement(task.otherwise),
  }
}
