import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, NumberField, Select, Tick } from '@/components/ui/field'
import { type Place, saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { type Definition, idFrom, replaced, without } from '@/features/assistant/api/draft'
import { KINDS, type Kind, type Service } from '@/features/assistant/api/house'
import { occupying, withPhases } from '@/features/assistant/api/phases'
import { Wrong } from '@/features/assistant/components/entry'
import { Phases } from '@/features/assistant/components/phases'
import { Skills } from '@/features/assistant/components/skills'
import { PhraseLists, TextFields } from '@/features/assistant/components/text-fields'

export const MONEY = String.raw`\d+([.]\d{1,2})?`
const STEPS = [5, 10, 15, 20, 30, 60] as const
/** What the form says beside its fields, so that the entry need not. */
export const SERVICE_FIELDS = ['name', 'minutes', 'price', 'needs', 'durations', 'phases', 'variants', 'max_party', 'min_party', 'max_per_day', 'max_new_per_day'] as const

/** Fields that may be left out, with their bounds. */
const LIMITS = [
  ['buffer_before_minutes', 0, 240, false],
  ['new_client_minutes', 5, 1440, true],
  ['max_per_day', 1, 500, true],
  ['max_new_per_day', 1, 500, true],
  ['lead_minutes', 0, 43_200, true],
  ['horizon_days', 1, 730, true],
  ['min_party', 1, 200, false],
  ['max_party', 1, 200, true],
] as const

interface Props {
  at: Place
  definition: Definition
  service: Service
  edit: (part: Partial<Service>) => void
}

const kindsOf = (service: Service): Kind[] => [...new Set(service.needs.map((need) => need.kind))]

export function ServiceForm({ at, definition, service, edit }: Props) {
  const { t } = useTranslation()
  const { languages, currency } = definition
  const complaints = useComplaints()
  return (
    <>
      <TextFields label={t('assistant.saidName')} hint={t('assistant.saidNameHint')} languages={languages} text={service.name} required onChange={(name) => edit({ name })} />
      <div className="grid grid-cols-2 items-end gap-3 sm:grid-cols-4">
        <NumberField
          label={t('assistant.minutes')}
          min={5}
          max={1440}
          readOnly={service.phases.length > 0}
          hint={service.phases.length > 0 ? t('house.sumOfPhases') : undefined}
          error={saidOf(complaints, [...at, 'minutes'])}
          value={service.minutes}
          onNumber={(value) => edit({ minutes: value ?? 0 })}
        />
        <NumberField label={t('assistant.gap')} min={0} max={240} value={service.buffer_minutes} onNumber={(value) => edit({ buffer_minutes: value ?? 0 })} />
        <Field
          label={t('assistant.price', { currency })}
          inputMode="decimal"
          pattern={MONEY}
          error={saidOf(complaints, [...at, 'price'])}
          value={service.price ?? ''}
          onChange={(event) => edit({ price: event.target.value || null })}
        />
        <Tick label={t('assistant.priceFrom')} checked={service.price_from} onChange={(event) => edit({ price_from: event.target.checked })} />
      </div>
      <TextFields label={t('assistant.description')} languages={languages} text={service.description} onChange={(description) => edit({ description })} long />
      <details className="border-t border-line pt-3">
        <summary className="cursor-pointer text-sm font-medium">{t('house.whatItTakes')}</summary>
        <div className="mt-3 space-y-5">
          <NeedsForm at={[...at, 'needs']} definition={definition} service={service} edit={edit} />
          {service.needs.some((need) => need.kind === 'table') ? (
            <Durations at={[...at, 'durations']} service={service} edit={edit} />
          ) : (
            <Phases at={[...at, 'phases']} minutes={service.minutes} phases={service.phases} kinds={kindsOf(service)} onChange={(phases) => edit(withPhases(phases))} />
          )}
        </div>
      </details>
      <details className="border-t border-line pt-3">
        <summary className="cursor-pointer text-sm font-medium">{t('house.kindsOfIt', { count: service.variants.length })}</summary>
        <Variants at={[...at, 'variants']} definition={definition} service={service} edit={edit} />
      </details>
      <details className="border-t border-line pt-3">
        <summary className="cursor-pointer text-sm font-medium">{t('house.wordsAndLimits')}</summary>
        <div className="mt-3 space-y-4">
          <PhraseLists label={t('tasks.otherWords')} hint={t('house.synonymsHint')} languages={languages} lists={service.synonyms} onChange={(synonyms) => edit({ synonyms })} />
          <div className="grid items-end gap-3 sm:grid-cols-2">
            {LIMITS.map(([name, min, max, optional]) => (
              <NumberField
                key={name}
                label={t(`house.limits.${name}`)}
                min={min}
                max={max}
                optional={optional}
                error={saidOf(complaints, [...at, name])}
                value={service[name]}
                onNumber={(value) => edit({ [name]: value })}
              />
            ))}
            <Select label={t('house.step')} value={service.slot_minutes} onChange={(event) => edit({ slot_minutes: Number(event.target.value) })}>
              {STEPS.map((one) => (
                <option key={one} value={one}>
                  {t('assistant.minutesShort', { count: one })}
                </option>
              ))}
            </Select>
          </div>
        </div>
      </details>
    </>
  )
}

function NeedsForm({ at, definition, service, edit }: Props) {
  const { t } = useTranslation()
  const { needs } = service
  const put = (after: Service['needs']) => edit({ needs: after, phases: occupying(service.phases, after.map((need) => need.kind)) })
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="text-sm font-medium">{t('house.needs')}</legend>
      {needs.map((need, index) => (
        <div key={index} className="space-y-2 rounded-xl border border-line p-3">
          <Wrong at={[...at, index]} />
          <div className="flex flex-wrap items-end gap-3">
            <div className="w-40">
              <Select label={t('house.what')} value={need.kind} onChange={(event) => put(replaced(needs, index, { kind: event.target.value as Kind, skills: [] }))}>
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`house.kind.${kind}`)}
                  </option>
                ))}
              </Select>
            </div>
            {need.kind !== 'table' && (
              <div className="w-24">
                <NumberField label={t('house.howMany')} min={1} max={20} value={need.quantity} onNumber={(value) => put(replaced(needs, index, { quantity: value ?? 1 }))} />
              </div>
            )}
            {needs.length > 1 && <Button onClick={() => put(without(needs, index))}>{t('action.remove')}</Button>}
          </div>
          <Skills definition={definition} kind={need.kind} chosen={need.skills} onChoose={(skills) => put(replaced(needs, index, { skills }))} asked />
        </div>
      ))}
      <Button onClick={() => put([...needs, { kind: 'staff', skills: [], quantity: 1 }])}>{t('house.addNeed')}</Button>
    </fieldset>
  )
}

function Durations({ at, service, edit }: Omit<Props, 'definition'>) {
  const { t } = useTranslation()
  const { durations } = service
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="text-sm font-medium">{t('house.durations')}</legend>
      <Wrong at={at} />
      {durations.map((one, index) => (
        <div key={index} className="flex flex-wrap items-end gap-3">
          <div className="w-28">
            <NumberField label={t('house.upTo')} min={1} max={200} value={one.up_to} onNumber={(value) => edit({ durations: replaced(durations, index, { up_to: value ?? 0 }) })} />
          </div>
          <div className="w-28">
            <NumberField label={t('assistant.minutes')} min={5} max={1440} value={one.minutes} onNumber={(value) => edit({ durations: replaced(durations, index, { minutes: value ?? 0 }) })} />
          </div>
          <Button onClick={() => edit({ durations: without(durations, index) })}>{t('action.remove')}</Button>
        </div>
      ))}
      <Button onClick={() => edit({ durations: [...durations, { up_to: (durations.at(-1)?.up_to ?? 0) + 2, minutes: service.minutes }] })}>{t('house.addDuration')}</Button>
    </fieldset>
  )
}

const CLIENTS = ['all', 'new', 'returning'] as const

function Variants({ at, definition, service, edit }: Props) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const { variants } = service
  const add = () =>
    edit({ variants: [...variants, { id: idFrom(`kind ${variants.length + 1}`, variants.map((one) => one.id)), name: {}, synonyms: {}, minutes: null, phases: [], price: null, clients: 'all' }] })
  return (
    <div className="mt-3 space-y-3">
      <p className="text-xs text-faint">{t('house.variantsHint')}</p>
      {variants.map((one, index) => {
        const put = (part: Partial<typeof one>) => edit({ variants: replaced(variants, index, part) })
        const place = [...at, index]
        return (
          <div key={one.id} className="space-y-3 rounded-xl border border-line p-3">
            <Wrong at={place} fields={['minutes', 'price', 'phases']} />
            <TextFields label={t('assistant.saidName')} languages={definition.languages} text={one.name} required onChange={(name) => put({ name })} />
            <div className="grid gap-3 sm:grid-cols-3">
              <NumberField
                label={t('assistant.minutes')}
                hint={t('house.emptyAsService')}
                optional
                min={5}
                max={1440}
                readOnly={one.phases.length > 0}
                error={saidOf(complaints, [...place, 'minutes'])}
                value={one.minutes}
                onNumber={(minutes) => put({ minutes })}
              />
              <Field
                label={t('assistant.price', { currency: definition.currency })}
                inputMode="decimal"
                pattern={MONEY}
                error={saidOf(complaints, [...place, 'price'])}
                value={one.price ?? ''}
                onChange={(event) => put({ price: event.target.value || null })}
              />
              <Select label={t('house.clients')} value={one.clients} onChange={(event) => put({ clients: event.target.value as typeof one.clients })}>
                {CLIENTS.map((who) => (
                  <option key={who} value={who}>
                    {t(`house.clientsOf.${who}`)}
                  </option>
                ))}
              </Select>
            </div>
            <PhraseLists label={t('tasks.otherWords')} languages={definition.languages} lists={one.synonyms} onChange={(synonyms) => put({ synonyms })} />
            <Phases at={[...place, 'phases']} minutes={one.minutes ?? service.minutes} phases={one.phases} kinds={kindsOf(service)} onChange={(phases) => put(withPhases(phases))} />
            <Button onClick={() => edit({ variants: without(variants, index) })}>{t('action.remove')}</Button>
          </div>
        )
      })}
      <Button onClick={add}>{t('house.addVariant')}</Button>
    </div>
  )
}
