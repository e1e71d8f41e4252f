import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, Tick } from '@/components/ui/field'
import { idFrom, replaced, without } from '@/features/assistant/api/draft'
import type { SectionProps } from '@/features/assistant/components/basics'
import { TextFields } from '@/features/assistant/components/text-fields'
import { worded } from '@/lib/ids'

const MONEY = String.raw`\d+([.]\d{1,2})?`

export function Services({ definition, set }: SectionProps) {
  const { t, i18n } = useTranslation()
  const { services, languages, currency } = definition
  return (
    <div className="space-y-4">
      {services.map((service, index) => {
        const edit = (part: Partial<typeof service>) => set({ services: replaced(services, index, part) })
        const copy = { ...service, id: idFrom(service.id, services.map((one) => one.id)), name: {}, synonyms: {} }
        return (
          <details key={service.id} className="rounded-xl border border-line p-4" open={Object.keys(service.name).length === 0}>
            <summary className="cursor-pointer font-medium">
              {worded(service.name, i18n.language) || t('assistant.newOne')}
              <span className="text-faint">
                {' '}
                · {t('assistant.minutesShort', { count: service.minutes })}
                {service.price !== null && ` · ${service.price} ${currency}`}
              </span>
            </summary>
            <div className="mt-4 space-y-4">
              <TextFields label={t('assistant.saidName')} hint={t('assistant.saidNameHint')} languages={languages} text={service.name} required onChange={(name) => edit({ name })} />
              <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
                <Field label={t('assistant.minutes')} type="number" required min={5} max={1440} value={service.minutes} onChange={(event) => edit({ minutes: Number(event.target.value), phases: [] })} />
                <Field label={t('assistant.gap')} type="number" required min={0} max={240} value={service.buffer_minutes} onChange={(event) => edit({ buffer_minutes: Number(event.target.value) })} />
                <Field
                  label={t('assistant.price', { currency })}
                  inputMode="decimal"
                  pattern={MONEY}
                  value={service.price ?? ''}
                  onChange={(event) => edit({ price: event.target.value || null })}
                />
                <Tick className="self-end" label={t('assistant.priceFrom')} checked={service.price_from} onChange={(event) => edit({ price_from: event.target.checked })} />
              </div>
              {service.variants.map((variant, at) => (
                <Field
                  key={variant.id}
                  label={t('assistant.priceOf', { name: worded(variant.name, i18n.language), currency })}
                  inputMode="decimal"
                  pattern={MONEY}
                  value={variant.price ?? ''}
                  onChange={(event) => edit({ variants: replaced(service.variants, at, { price: event.target.value || null }) })}
                />
              ))}
              {service.phases.length > 0 && <p className="text-xs text-faint">{t('assistant.phases')}</p>}
              <TextFields label={t('assistant.description')} languages={languages} text={service.description} onChange={(description) => edit({ description })} long />
              <div className="flex flex-wrap gap-2">
                <Button onClick={() => set({ services: [...services, copy] })}>{t('assistant.oneLikeThis')}</Button>
                {services.length > 1 && <Button onClick={() => set({ services: without(services, index) })}>{t('action.remove')}</Button>}
              </div>
            </div>
          </details>
        )
      })}
      {(definition.menu.length > 0 || definition.vertical === 'restaurant') && <Menu definition={definition} set={set} />}
    </div>
  )
}

function Menu({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const { menu, languages, currency } = definition
  const first = languages[0] ?? 'en'
  const add = () =>
    set({
      menu: [...menu, { id: idFrom(`dish ${menu.length + 1}`, menu.map((one) => one.id)), name: {}, synonyms: {}, section: menu.at(-1)?.section ?? '', price: '', description: {}, contains: [], may_contain: [], unknown: [], diets: [] }],
    })
  return (
    <section aria-label={t('assistant.menu')} className="space-y-3">
      <h3 className="font-semibold">{t('assistant.menu')}</h3>
      <ul className="divide-y divide-line">
        {menu.map((item, index) => {
          const edit = (part: Partial<typeof item>) => set({ menu: replaced(menu, index, part) })
          return (
            <li key={item.id} className="grid grid-cols-2 gap-3 py-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_7rem_auto] sm:items-end">
              <div className="col-span-2 sm:col-span-1">
                <Field label={t('assistant.dish')} lang={first} required value={item.name[first] ?? ''} onChange={(event) => edit({ name: { ...item.name, [first]: event.target.value } })} />
              </div>
              <Field label={t('assistant.section')} value={item.section} onChange={(event) => edit({ section: event.target.value })} />
              <Field label={t('assistant.price', { currency })} inputMode="decimal" required pattern={MONEY} value={item.price} onChange={(event) => edit({ price: event.target.value })} />
              <Button aria-label={t('assistant.removeNamed', { name: item.name[first] ?? '' })} onClick={() => set({ menu: without(menu, index) })}>
                {t('action.remove')}
              </Button>
            </li>
          )
        })}
      </ul>
      <Button onClick={add}>{t('assistant.addDish')}</Button>
      <p className="text-xs text-faint">{t('assistant.allergens')}</p>
    </section>
  )
}
