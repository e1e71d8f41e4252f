import type { Definition } from '@/features/assistant/api/draft'
import { fetches, HOME, type Schemas } from '@/lib/api'

export type OfferLine = Schemas['OfferLineOut']
export type Offer = Schemas['OfferReadOut']
export type Part = 'menu' | 'services'

/** Reads the file against the draft; nothing is saved. Throws ApiProblem. */
export async function readOffer(business: string, part: Part, file: File, language: Schemas['Business']['languages'][number]): Promise<Offer> {
  const { data } = await fetches.POST(`${HOME}/draft/offer`, {
    params: { path: { business }, query: { part, language } },
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body as File,
    headers: { 'Content-Type': 'text/csv' },
  })
  return data as Offer
}

const into = <One extends { id: string }>(list: readonly One[], wanted: readonly One[]): One[] => {
  const byId = new Map(wanted.map((one) => [one.id, one]))
  return [...list.map((one) => byId.get(one.id) ?? one), ...wanted.filter((one) => list.every((other) => other.id !== one.id))]
}

/** The definition with what was read in it; what is being edited besides stays. */
export function withOffer(definition: Definition, { lines }: Offer): Partial<Definition> {
  const taken = lines.filter((one) => one.outcome === 'added' || one.outcome === 'changed')
  const dishes = taken.flatMap((one) => one.dish ?? [])
  const services = taken.flatMap((one) => one.service ?? [])
  return { ...(dishes.length ? { menu: into(definition.menu, dishes) } : {}), ...(services.length ? { services: into(definition.services, services) } : {}) }
}
