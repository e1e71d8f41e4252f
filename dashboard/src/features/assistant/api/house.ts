import { type Definition, idFrom } from '@/features/assistant/api/draft'

export type Resource = Definition['resources'][number]
export type Kind = Resource['kind']
export type Service = Definition['services'][number]

export const KINDS = ['staff', 'table', 'room', 'chair', 'equipment'] as const satisfies readonly Kind[]

/** Everything anybody of this kind can, or is asked to: in the order it is first named. */
export const skillsOf = (definition: Pick<Definition, 'services' | 'resources'>, kind: Kind): string[] => [
  ...new Set([
    ...definition.services.flatMap((service) => service.needs.filter((need) => need.kind === kind).flatMap((need) => need.skills)),
    ...definition.resources.filter((one) => one.kind === kind).flatMap((one) => one.skills),
  ]),
]

/** What is booked of somebody with this skill. */
export const servicesWith = (services: readonly Service[], kind: Kind, skill: string) =>
  services.filter((service) => service.needs.some((need) => need.kind === kind && need.skills.includes(skill)))

/** A new one of its kind, as large as a table for two where it is a table. */
export function newResource(kind: Kind, others: readonly Resource[]): Resource {
  const number = others.filter((one) => one.kind === kind).length + 1
  return {
    id: idFrom(`${kind} ${number}`, others.map((one) => one.id)),
    kind,
    name: '',
    location: '',
    min_party: 1,
    max_party: kind === 'table' ? 2 : 1,
    joins: [],
    skills: [],
    languages: [],
    area: '',
    accessible: false,
    priority: 0,
    walk_in_only: false,
    hours: [],
    breaks: [],
    days: [],
  }
}

/** Without one, and without what others say of it. */
export function withoutResource(definition: Definition, id: string): Pick<Definition, 'resources' | 'combinations'> {
  return {
    resources: definition.resources.filter((one) => one.id !== id).map((one) => (one.joins.includes(id) ? { ...one, joins: one.joins.filter((other) => other !== id) } : one)),
    combinations: definition.combinations.filter((one) => !one.tables.includes(id)),
  }
}
