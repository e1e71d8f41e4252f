import { useTranslation } from 'react-i18next'
import { Field, NumberField, Select, Tick, Ticks } from '@/components/ui/field'
import { type Place, saidOf, useComplaints } from '@/features/assistant/api/complaints'
import type { Definition } from '@/features/assistant/api/draft'
import type { Resource } from '@/features/assistant/api/house'
import { Skills } from '@/features/assistant/components/skills'
import { OtherDaysList, Sittings } from '@/features/assistant/components/sittings'
import { worded } from '@/lib/ids'

/** What the form says beside its fields, so that the entry need not. */
export const RESOURCE_FIELDS = ['name', 'max_party', 'joins', 'location'] as const

interface Props {
  at: Place
  definition: Definition
  resource: Resource
  edit: (part: Partial<Resource>) => void
}

export function ResourceForm({ at, definition, resource, edit }: Props) {
  const { t, i18n } = useTranslation()
  const complaints = useComplaints()
  const error = (field: keyof Resource) => saidOf(complaints, [...at, field])
  const { kind } = resource
  const { locations, resources } = definition
  const seats = kind === 'table'
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('house.name')} required maxLength={80} error={error('name')} value={resource.name} onChange={(event) => edit({ name: event.target.value })} />
        {locations.length > 0 && (
          <Select label={t('house.place')} error={error('location')} value={resource.location} onChange={(event) => edit({ location: event.target.value })}>
            <option value="">{t('house.everywhere')}</option>
            {locations.map((one) => (
              <option key={one.id} value={one.id}>
                {worded(one.name, i18n.language)}
              </option>
            ))}
          </Select>
        )}
        {kind !== 'staff' && (
          <Field label={t('house.area')} hint={t('house.areaHint')} maxLength={60} value={resource.area} onChange={(event) => edit({ area: event.target.value })} />
        )}
      </div>
      {seats && (
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          <NumberField label={t('house.fewest')} min={1} max={200} value={resource.min_party} onNumber={(value) => edit({ min_party: value ?? 1 })} />
          <NumberField
            label={t('house.seats')}
            min={resource.min_party || 1}
            max={200}
            error={error('max_party')}
            value={resource.max_party}
            onNumber={(value) => edit({ max_party: value ?? 1 })}
          />
        </div>
      )}
      <Skills definition={definition} kind={kind} chosen={resource.skills} onChoose={(skills) => edit({ skills })} />
      {kind === 'staff' && (
        <Ticks
          label={t('house.languages')}
          of={(['en', 'es', 'pa'] as const).map((one) => [one, t(`language.${one}`)] as const)}
          chosen={resource.languages}
          onChoose={(languages) => edit({ languages })}
        />
      )}
      {seats && resources.filter((one) => one.kind === 'table').length > 1 && (
        <Ticks
          label={t('house.joins')}
          hint={t('house.joinsHint')}
          error={error('joins')}
          of={resources.filter((one) => one.kind === 'table' && one.id !== resource.id).map((one) => [one.id, one.name || one.id] as const)}
          chosen={resource.joins}
          onChoose={(joins) => edit({ joins })}
        />
      )}
      <div className="grid gap-x-5 sm:grid-cols-2">
        {kind !== 'staff' && (
          <Tick label={t('house.accessible')} checked={resource.accessible} onChange={(event) => edit({ accessible: event.target.checked })} />
        )}
        <Tick label={t('house.walkInOnly')} checked={resource.walk_in_only} onChange={(event) => edit({ walk_in_only: event.target.checked })} />
      </div>
      <div className="sm:w-1/2">
        <NumberField label={t('house.priority')} hint={t('house.priorityHint')} value={resource.priority} onNumber={(value) => edit({ priority: value ?? 0 })} />
      </div>
      <Times at={at} resource={resource} edit={edit} />
    </>
  )
}

/** Shifts, breaks and days off. */
function Times({ at, resource, edit }: Pick<Props, 'at' | 'resource' | 'edit'>) {
  const { t } = useTranslation()
  return (
    <div className="space-y-4 border-t border-line pt-4">
      <section className="space-y-2">
        <h4 className="text-sm font-semibold">{t('house.hours')}</h4>
        {resource.hours.length === 0 && <p className="text-xs text-faint">{t('house.hoursHint')}</p>}
        <Sittings at={[...at, 'hours']} sittings={resource.hours} onChange={(hours) => edit({ hours })} />
      </section>
      <section className="space-y-2">
        <h4 className="text-sm font-semibold">{t('house.breaks')}</h4>
        <Sittings at={[...at, 'breaks']} sittings={resource.breaks} onChange={(breaks) => edit({ breaks })} />
      </section>
      <section className="space-y-2">
        <h4 className="text-sm font-semibold">{t('house.daysOff')}</h4>
        <p className="text-xs text-faint">{t('house.daysOffHint')}</p>
        <OtherDaysList at={[...at, 'days']} days={resource.days} onChange={(days) => edit({ days })} none={t('house.notThere')} add={t('house.addDay')} />
      </section>
    </div>
  )
}
