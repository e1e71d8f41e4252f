import { type ComponentType, lazy } from 'react'
import type { SectionName } from '@/features/assistant/api/sections'
import { Basics, type SectionProps } from '@/features/assistant/components/basics'
import { whenIdle } from '@/lib/tasks'

type Form = ComponentType<SectionProps>

/** The parts a page of the assistant does not begin with: together they are most of its script, which a phone reads before it draws anything. */
const LATER = {
  services: () => import('@/features/assistant/components/services').then((module) => ({ default: module.Services })),
  hours: () => import('@/features/assistant/components/hours').then((module) => ({ default: module.Hours })),
  house: () => import('@/features/assistant/components/house').then((module) => ({ default: module.House })),
  people: () => import('@/features/assistant/components/people').then((module) => ({ default: module.People })),
  intake: () => import('@/features/assistant/components/intake').then((module) => ({ default: module.Intake })),
  tasks: () => import('@/features/assistant/components/tasks').then((module) => ({ default: module.Tasks })),
  answers: () => import('@/features/assistant/components/answers').then((module) => ({ default: module.Answers })),
  policies: () => import('@/features/assistant/components/policies').then((module) => ({ default: module.Policies })),
  tone: () => import('@/features/assistant/components/tone').then((module) => ({ default: module.Tone })),
  voice: () => import('@/features/assistant/components/voice').then((module) => ({ default: module.Voice })),
  wording: () => import('@/features/assistant/components/wording').then((module) => ({ default: module.Wording })),
} satisfies Record<Exclude<SectionName, 'basics' | 'documents'>, () => Promise<{ default: Form }>>

const documents = () => import('@/features/assistant/components/documents').then((module) => ({ default: module.Documents }))

export const Documents = lazy(documents)

export const FORMS: Record<Exclude<SectionName, 'documents'>, Form> = {
  basics: Basics,
  services: lazy(LATER.services),
  hours: lazy(LATER.hours),
  house: lazy(LATER.house),
  people: lazy(LATER.people),
  intake: lazy(LATER.intake),
  tasks: lazy(LATER.tasks),
  answers: lazy(LATER.answers),
  policies: lazy(LATER.policies),
  tone: lazy(LATER.tone),
  voice: lazy(LATER.voice),
  wording: lazy(LATER.wording),
}

/** Fetches them one after another, so that a part is there when it is chosen, also where the network is gone by then. One that does not
 * come is asked for again when it is chosen, and told then. */
export async function fetchLater() {
  for (const fetch of [...Object.values(LATER), documents]) {
    await whenIdle()
    await fetch().catch(() => undefined)
  }
}
