import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, Tick } from '@/components/ui/field'
import { replaced, without } from '@/features/assistant/api/draft'
import { needsPeople, offered, placesOf } from '@/features/set-up/api/house'
import type { StepProps } from '@/features/set-up/components/set-up-page'
import { worded } from '@/lib/ids'

const SEATS = ['2', '4', '6', '8']
const COUNTED = ['chair', 'room', 'equipment'] as const

export function PlacesStep({ house, set, pack }: StepProps) {
  const { t } = useTranslation()
  if (!pack) return null
  const places = placesOf(house, pack)
  const staff = house.people.filter((one) => one.name.trim()).length
  return (
    <div className="space-y-6">
      {needsPeople(house, pack) && <People house={house} set={set} pack={pack} packs={[]} />}
      {pack.vertical === 'restaurant' && (
        <section aria-label={t('setUp.tables')} className="space-y-2">
          <p className="text-sm text-faint">{t('setUp.tablesHint')}</p>
          <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
            {SEATS.map((seats) => (
              <Field
                key={seats}
                label={t('setUp.seats', { count: Number(seats) })}
                type="number"
                min={0}
                max={60}
                value={house.tables[seats] ?? 0}
                onChange={(event) => set({ tables: { ...house.tables, [seats]: Number(event.target.value) } })}
              />
            ))}
          </div>
        </section>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        {COUNTED.filter((kind) => places.includes(kind)).map((kind) => (
          <Field
            key={kind}
            label={t(`setUp.count.${kind}`)}
            type="number"
            required
            min={1}
            max={60}
            value={house.counts[kind] ?? Math.max(staff, 1)}
            onChange={(event) => set({ counts: { ...house.counts, [kind]: Number(event.target.value) } })}
          />
        ))}
      </div>
    </div>
  )
}

function People({ house, set, pack }: StepProps) {
  const { t, i18n } = useTranslation()
  if (!pack) return null
  const { people } = house
  const services = offered(house, pack).filter((one) => one.needs.some(({ kind }) => kind === 'staff'))
  return (
    <section aria-label={t('setUp.steps.places')} className="space-y-3">
      <p className="text-sm text-faint">{t('setUp.peopleHint')}</p>
      {people.map((person, index) => {
        const edit = (part: Partial<typeof person>) => set({ people: replaced(people, index, part) })
        return (
          <div key={index} className="space-y-2 rounded-xl border border-line p-3">
            <div className="flex items-end gap-3">
              <div className="min-w-0 flex-1">
                <Field label={t('setUp.person')} required={index === 0} maxLength={100} value={person.name} onChange={(event) => edit({ name: event.target.value })} />
              </div>
              {people.length > 1 && (
                <Button aria-label={`${t('action.remove')}: ${person.name}`} onClick={() => set({ people: without(people, index) })}>
                  {t('action.remove')}
                </Button>
              )}
            </div>
            {person.name.trim() && (
              <fieldset>
                <legend className="text-sm font-medium">{t('setUp.does')}</legend>
                <div className="flex flex-wrap gap-x-5">
                  {services.map((one) => (
                    <Tick
                      key={one.id}
                      label={worded(one.name, i18n.language)}
                      checked={!person.not.includes(one.id)}
                      onChange={(event) => edit({ not: event.target.checked ? person.not.filter((id) => id !== one.id) : [...person.not, one.id] })}
                    />
                  ))}
                </div>
              </fieldset>
            )}
          </div>
        )
      })}
      <Button onClick={() => set({ people: [...people, { name: '', not: [] }] })}>{t('setUp.addPerson')}</Button>
    </section>
  )
}
