import { idFrom } from '@/features/assistant/api/draft'
import type { Line } from '@/features/set-up/api/price-list'
import type { Schemas } from '@/lib/api'

export type Pack = Schemas['PackOut']
export type Vertical = Pack['vertical']
export type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
export type Spoken = 'en' | 'es' | 'pa'

export interface Sitting {
  days: Day[]
  opens: string
  closes: string
}

export interface Person {
  name: string
  /** Ids of services they do not do: whoever is new does everything. */
  not: string[]
}

/** What was typed so far. */
export interface House {
  step: number
  vertical: Vertical | null
  /** Of the business, once its name has been used. */
  id: string
  name: string
  assistant: string
  address: string
  timezone: string
  currency: string
  languages: Spoken[]
  hours: Sitting[]
  /** By id of the trade's services. */
  offers: Record<string, { on: boolean; price: string; minutes: string }>
  own: Line[]
  dishes: Line[]
  people: Person[]
  counts: Record<string, number>
  /** How many tables, by their seats. */
  tables: Record<string, number>
  number: string
}

export const EMPTY: House = {
  step: 0,
  vertical: null,
  id: '',
  name: '',
  assistant: 'Robin',
  address: '',
  timezone: '',
  currency: 'USD',
  languages: ['en'],
  hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], opens: '09:00', closes: '17:00' }],
  offers: {},
  own: [],
  dishes: [],
  people: [{ name: '', not: [] }],
  counts: {},
  tables: { 2: 4, 4: 4, 6: 1 },
  number: '',
}

const KEPT = 'firstring.setUp'

/** As it was left in this browser. */
export function kept(): House {
  try {
    return { ...EMPTY, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<House>) }
  } catch {
    return EMPTY
  }
}

export const keep = (house: House) => localStorage.setItem(KEPT, JSON.stringify(house))
export const forget = () => localStorage.removeItem(KEPT)

interface Offered {
  id: string
  name: Partial<Record<string, string>>
  needs: { kind: string; skills?: string[] }[]
}

const OWN_NEEDS: Record<Vertical, string[]> = { salon: ['staff', 'chair'], clinic: ['staff', 'room'], restaurant: ['table'] }

/** Everything that can be booked: the trade's, as far as it is ticked, and what was read from a list. */
export function offered(house: House, pack: Pack): (Offered & { own: Line | null })[] {
  const known = pack.services.filter((one) => house.offers[one.id]?.on ?? true)
  const ids = pack.services.map((one) => one.id)
  const own = pack.vertical === 'restaurant' ? [] : house.own
  return [
    ...known.map((one) => ({ id: one.id, name: one.name, needs: one.needs as Offered['needs'], own: null })),
    ...own.map((line) => {
      const id = idFrom(line.name, ids)
      ids.push(id)
      const needs = OWN_NEEDS[pack.vertical].map((kind) => (kind === 'staff' ? { kind, skills: [id] } : { kind }))
      return { id, name: { [house.languages[0] ?? 'en']: line.name }, needs, own: line }
    }),
  ]
}

/** Kinds of places that what is offered needs, beside people and tables. */
export const placesOf = (house: House, pack: Pack) => [...new Set(offered(house, pack).flatMap((one) => one.needs.map(({ kind }) => kind)))].filter((kind) => kind !== 'staff' && kind !== 'table')

export const needsPeople = (house: House, pack: Pack) => offered(house, pack).some((one) => one.needs.some(({ kind }) => kind === 'staff'))

/** The words of what is still missing at each step. */
export function missing(house: House, pack: Pack | undefined): ('noBasics' | 'noHours' | 'noOffer' | 'noPlaces' | 'noNumber')[] {
  if (!pack) return ['noOffer']
  const people = house.people.filter((one) => one.name.trim())
  const tables = Object.values(house.tables).some((count) => count > 0)
  const places = pack.vertical === 'restaurant' ? tables : !needsPeople(house, pack) || people.length > 0
  return [
    ...(house.name.trim() && house.address.trim() && house.languages.length ? [] : (['noBasics'] as const)),
    ...(house.hours.length && house.hours.every((one) => one.days.length) ? [] : (['noHours'] as const)),
    ...(offered(house, pack).length ? [] : (['noOffer'] as const)),
    ...(places ? [] : (['noPlaces'] as const)),
    ...(house.number ? [] : (['noNumber'] as const)),
  ]
}

/** The first version of its definition: what the trade gives is not repeated. */
export function definitionOf(house: House, pack: Pack, agency: string) {
  const services = offered(house, pack).map(({ id, name, needs, own }) => {
    if (own) return { id, name, minutes: own.minutes ?? 30, needs, price: own.price }
    const told = house.offers[id]
    return { id, ...(told?.price ? { price: told.price } : {}), ...(told?.minutes ? { minutes: Number(told.minutes) } : {}) }
  })
  const language = house.languages[0] ?? 'en'
  const dishes: string[] = []
  return {
    pack: pack.name,
    name: house.name.trim(),
    agency,
    timezone: house.timezone,
    currency: house.currency,
    address: house.address.trim(),
    languages: house.languages,
    numbers: [house.number],
    identity: { assistant_name: house.assistant.trim() || EMPTY.assistant },
    hours: house.hours,
    services,
    resources: resourcesOf(house, pack),
    menu: pack.vertical === 'restaurant' ? house.dishes.map((line) => ({ id: named(line.name, dishes), name: { [language]: line.name }, price: line.price, unknown: ALLERGENS })) : [],
  }
}

/** Nobody has said yet what is in a dish, and nobody is told that something is not. */
const ALLERGENS = ['milk', 'egg', 'fish', 'shellfish', 'tree_nuts', 'peanut', 'wheat', 'soy', 'sesame', 'gluten', 'mustard', 'celery', 'sulphites', 'lupin', 'molluscs']

function named(name: string, taken: string[]): string {
  const id = idFrom(name, taken)
  taken.push(id)
  return id
}

function resourcesOf(house: House, pack: Pack) {
  const taken: string[] = []
  const services = offered(house, pack)
  const people = needsPeople(house, pack) ? house.people.filter((one) => one.name.trim()) : []
  const does = (person: Person) => [
    ...new Set(services.filter((one) => !person.not.includes(one.id)).flatMap((one) => one.needs.flatMap(({ kind, skills }) => (kind === 'staff' ? (skills ?? []) : [])))),
  ]
  const tables = pack.vertical === 'restaurant' ? Object.entries(house.tables) : []
  let table = 0
  return [
    ...people.map((one) => ({ id: named(one.name, taken), kind: 'staff', name: one.name.trim(), skills: does(one) })),
    ...placesOf(house, pack).flatMap((kind) =>
      Array.from({ length: house.counts[kind] ?? Math.max(people.length, 1) }, (_, index) => ({ id: named(`${kind} ${index + 1}`, taken), kind, name: `${kind[0]!.toUpperCase()}${kind.slice(1)} ${index + 1}` })),
    ),
    ...tables.flatMap(([seats, count]) =>
      Array.from({ length: count }, () => {
        table += 1
        return { id: named(`table ${table}`, taken), kind: 'table', name: `Table ${table}`, min_party: seats === '2' ? 1 : Math.max(1, Number(seats) - 2), max_party: Number(seats) }
      }),
    ),
  ]
}
