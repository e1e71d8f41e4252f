import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, Select, Ticks } from '@/components/ui/field'
import { saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { type Definition, idFrom, replaced, without } from '@/features/assistant/api/draft'
import { ALLERGENS, type Allergen, DIETS, type Dish, stated, states, STATES } from '@/features/assistant/api/menu'
import type { SectionProps } from '@/features/assistant/components/basics'
import { Entry } from '@/features/assistant/components/entry'
import { OfferFile } from '@/features/assistant/components/offer-file'
import { MONEY } from '@/features/assistant/components/service-form'
import { PhraseLists, TextFields } from '@/features/assistant/components/text-fields'
import { worded } from '@/lib/ids'
import { priceOf } from '@/lib/numbers'

export function Menu({ definition, set }: SectionProps) {
  const { t, i18n } = useTranslation()
  const { menu, currency } = definition
  const empty = { synonyms: {}, description: {}, contains: [], may_contain: [], unknown: [], diets: [] }
  const add = () =>
    set({ menu: [...menu, { id: idFrom(`dish ${menu.length + 1}`, menu.map((one) => one.id)), name: {}, section: menu.at(-1)?.section ?? '', price: '', ...empty }] })
  return (
    <section aria-label={t('assistant.menu')} className="space-y-3">
      <h3 className="font-semibold">{t('assistant.menu')}</h3>
      <p className="text-xs text-faint">{t('assistant.allergens')}</p>
      {menu.map((item, index) => {
        const name = worded(item.name, i18n.language)
        const price = item.price && priceOf(item.price, currency)
        return (
          <Entry key={item.id} at={['menu', index]} name={name} aside={[item.section, price].filter(Boolean).join(' · ')} fresh={!name} fields={['price', 'name']}>
            <DishForm at={['menu', index]} definition={definition} dish={item} edit={(part) => set({ menu: replaced(menu, index, part) })} />
            <Button aria-label={t('assistant.removeNamed', { name })} onClick={() => set({ menu: without(menu, index) })}>
              {t('action.remove')}
            </Button>
          </Entry>
        )
      })}
      <div className="flex flex-wrap gap-2">
        <Button onClick={add}>{t('assistant.addDish')}</Button>
        <OfferFile definition={definition} set={set} part="menu" />
      </div>
    </section>
  )
}

interface Props {
  at: (string | number)[]
  definition: Definition
  dish: Dish
  edit: (part: Partial<Dish>) => void
}

function DishForm({ at, definition, dish, edit }: Props) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const { languages, currency } = definition
  return (
    <>
      <TextFields label={t('assistant.dish')} error={saidOf(complaints, [...at, 'name'])} languages={languages} text={dish.name} required onChange={(name) => edit({ name })} />
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('assistant.section')} value={dish.section} onChange={(event) => edit({ section: event.target.value })} />
        <Field
          label={t('assistant.price', { currency })}
          inputMode="decimal"
          required
          pattern={MONEY}
          error={saidOf(complaints, [...at, 'price'])}
          value={dish.price}
          onChange={(event) => edit({ price: event.target.value })}
        />
      </div>
      <TextFields label={t('assistant.description')} languages={languages} text={dish.description} onChange={(description) => edit({ description })} long />
      <details className="border-t border-line pt-3">
        <summary className="cursor-pointer text-sm font-medium">{t('menu.allergens')}</summary>
        <div className="mt-3 grid grid-cols-2 gap-3 sm:grid-cols-3">
          {ALLERGENS.map((one) => (
            <Allergy key={one} allergen={one} dish={dish} edit={edit} />
          ))}
        </div>
      </details>
      <Ticks label={t('menu.diets')} of={DIETS.map((one) => [one, t(`menu.diet.${one}`)] as const)} chosen={dish.diets} onChoose={(diets) => edit({ diets })} />
      <PhraseLists label={t('tasks.otherWords')} languages={languages} lists={dish.synonyms} onChange={(synonyms) => edit({ synonyms })} />
    </>
  )
}

function Allergy({ allergen, dish, edit }: { allergen: Allergen; dish: Dish; edit: Props['edit'] }) {
  const { t } = useTranslation()
  return (
    <Select label={t(`menu.allergen.${allergen}`)} value={stated(dish, allergen)} onChange={(event) => edit(states(dish, allergen, event.target.value as (typeof STATES)[number]))}>
      {STATES.map((one) => (
        <option key={one} value={one}>
          {t(`menu.state.${one}`)}
        </option>
      ))}
    </Select>
  )
}
