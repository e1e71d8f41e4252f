import type { Definition } from '@/features/assistant/api/draft'

export type Dish = Definition['menu'][number]
export type Allergen = Dish['contains'][number]

export const ALLERGENS = [
  'milk', 'egg', 'fish', 'shellfish', 'tree_nuts', 'peanut', 'wheat', 'soy', 'sesame', 'gluten', 'mustard', 'celery', 'sulphites', 'lupin', 'molluscs',
] as const satisfies readonly Allergen[]
export const DIETS = ['vegetarian', 'vegan', 'gluten_free_recipe', 'dairy_free_recipe', 'halal'] as const satisfies readonly Dish['diets'][number][]

/** What a menu may say of an allergen; nothing said is not known either. */
export const STATES = ['unstated', 'contains', 'may_contain', 'unknown'] as const
export type State = (typeof STATES)[number]

export const stated = (dish: Dish, allergen: Allergen): State => STATES.find((state) => state !== 'unstated' && dish[state].includes(allergen)) ?? 'unstated'

/** The dish with this said of the allergen, and nothing else of it. */
export function states(dish: Dish, allergen: Allergen, state: State): Pick<Dish, 'contains' | 'may_contain' | 'unknown'> {
  const list = (name: 'contains' | 'may_contain' | 'unknown') => [...dish[name].filter((one) => one !== allergen), ...(state === name ? [allergen] : [])]
  return { contains: list('contains'), may_contain: list('may_contain'), unknown: list('unknown') }
}
