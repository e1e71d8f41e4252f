import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { NumberField, Ticks } from '@/components/ui/field'
import { saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { type Definition, replaced, without } from '@/features/assistant/api/draft'
import { KINDS, type Kind, newResource, withoutResource } from '@/features/assistant/api/house'
import type { SectionProps } from '@/features/assistant/components/basics'
import { Entry } from '@/features/assistant/components/entry'
import { RESOURCE_FIELDS, ResourceForm } from '@/features/assistant/components/resource-form'

/** The trades' usual kinds, before anybody has added others. */
const USUAL: Record<Definition['vertical'], readonly Kind[]> = {
  restaurant: ['table'],
  salon: ['staff', 'chair'],
  clinic: ['staff', 'room'],
}

/** Who does the work, and where: staff, tables, rooms, chairs, machines. */
export function House(props: SectionProps) {
  const { t } = useTranslation()
  const { resources, vertical } = props.definition
  const here = (kind: Kind) => USUAL[vertical].includes(kind) || resources.some((one) => one.kind === kind)
  const others = KINDS.filter((kind) => !here(kind))
  const add = (kind: Kind) => props.set({ resources: [...resources, newResource(kind, resources)] })
  return (
    <div className="space-y-6">
      {KINDS.filter(here).map((kind) => (
        <OfKind key={kind} kind={kind} add={() => add(kind)} {...props} />
      ))}
      {resources.filter((one) => one.kind === 'table').length > 1 && <Combinations {...props} />}
      {others.length > 0 && (
        <div className="flex flex-wrap gap-2 border-t border-line pt-4">
          {others.map((kind) => (
            <Button key={kind} onClick={() => add(kind)}>
              {t(`house.add.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

function OfKind({ definition, set, kind, add }: SectionProps & { kind: Kind; add: () => void }) {
  const { t } = useTranslation()
  const { resources } = definition
  const aside = (one: (typeof resources)[number]) =>
    [kind === 'table' ? t('house.seatsShort', { from: one.min_party, to: one.max_party }) : one.skills.join(', '), one.area].filter(Boolean).join(' · ')
  return (
    <section aria-label={t(`house.kinds.${kind}`)} className="space-y-3">
      <h3 className="font-semibold">{t(`house.kinds.${kind}`)}</h3>
      {resources.map(
        (one, index) =>
          one.kind === kind && (
            <Entry key={one.id} at={['resources', index]} name={one.name} aside={aside(one)} fresh={!one.name} fields={RESOURCE_FIELDS}>
              <ResourceForm
                at={['resources', index]}
                definition={definition}
                resource={one}
                edit={(part) => set({ resources: replaced(resources, index, part) })}
              />
              <Button onClick={() => set(withoutResource(definition, one.id))}>{t('action.remove')}</Button>
            </Entry>
          ),
      )}
      <Button onClick={add}>{t(`house.add.${kind}`)}</Button>
    </section>
  )
}

function Combinations({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const { combinations, resources } = definition
  const tables = resources.filter((one) => one.kind === 'table')
  const nameOf = (id: string) => tables.find((one) => one.id === id)?.name ?? id
  return (
    <section aria-label={t('house.together')} className="space-y-3">
      <h3 className="font-semibold">{t('house.together')}</h3>
      <p className="text-xs text-faint">{t('house.togetherHint')}</p>
      {combinations.map((one, index) => {
        const at = ['combinations', index]
        const edit = (part: Partial<typeof one>) => set({ combinations: replaced(combinations, index, part) })
        return (
          <Entry
            key={index}
            at={at}
            name={one.tables.map(nameOf).join(' + ')}
            aside={t('house.seatsShort', { from: one.min_party, to: one.max_party })}
            fresh={one.tables.length === 0}
            fields={['tables', 'max_party']}
          >
            <Ticks
              label={t('house.tables')}
              error={saidOf(complaints, [...at, 'tables'])}
              of={tables.map((table) => [table.id, table.name || table.id] as const)}
              chosen={one.tables}
              onChoose={(chosen) => edit({ tables: chosen })}
            />
            <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
              <NumberField label={t('house.fewest')} min={1} max={200} value={one.min_party} onNumber={(value) => edit({ min_party: value ?? 1 })} />
              <NumberField
                label={t('house.most')}
                min={one.min_party || 1}
                max={200}
                error={saidOf(complaints, [...at, 'max_party'])}
                value={one.max_party}
                onNumber={(value) => edit({ max_party: value ?? 1 })}
              />
              <NumberField label={t('house.priority')} hint={t('house.priorityHint')} value={one.priority} onNumber={(value) => edit({ priority: value ?? 0 })} />
            </div>
            <Button onClick={() => set({ combinations: without(combinations, index) })}>{t('action.remove')}</Button>
          </Entry>
        )
      })}
      <Button onClick={() => set({ combinations: [...combinations, { tables: [], min_party: 3, max_party: 4, priority: 0 }] })}>{t('house.addTogether')}</Button>
    </section>
  )
}
