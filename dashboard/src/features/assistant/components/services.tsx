import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { idFrom, replaced, without } from '@/features/assistant/api/draft'
import type { SectionProps } from '@/features/assistant/components/basics'
import { Entry } from '@/features/assistant/components/entry'
import { Menu } from '@/features/assistant/components/menu'
import { OfferFile } from '@/features/assistant/components/offer-file'
import { SERVICE_FIELDS, ServiceForm } from '@/features/assistant/components/service-form'
import { worded } from '@/lib/ids'
import { priceOf } from '@/lib/numbers'

export function Services({ definition, set }: SectionProps) {
  const { t, i18n } = useTranslation()
  const { services, currency } = definition
  return (
    <div className="space-y-4">
      {definition.vertical !== 'restaurant' && <OfferFile definition={definition} set={set} part="services" />}
      {services.map((service, index) => {
        const copy = { ...service, id: idFrom(service.id, services.map((one) => one.id)), name: {}, synonyms: {} }
        const price = service.price && priceOf(service.price, currency)
        const aside = [t('assistant.minutesShort', { count: service.minutes }), price].filter(Boolean).join(' · ')
        const name = worded(service.name, i18n.language)
        return (
          <Entry key={service.id} at={['services', index]} name={name} aside={aside} fresh={!name} fields={SERVICE_FIELDS}>
            <ServiceForm at={['services', index]} definition={definition} service={service} edit={(part) => set({ services: replaced(services, index, part) })} />
            <div className="flex flex-wrap gap-2">
              <Button onClick={() => set({ services: [...services, copy] })}>{t('assistant.oneLikeThis')}</Button>
              {services.length > 1 && <Button onClick={() => set({ services: without(services, index) })}>{t('action.remove')}</Button>}
            </div>
          </Entry>
        )
      })}
      {(definition.menu.length > 0 || definition.vertical === 'restaurant') && <Menu definition={definition} set={set} />}
    </div>
  )
}
