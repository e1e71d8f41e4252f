import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, Tick } from '@/components/ui/field'
import { type Definition, replaced, without } from '@/features/assistant/api/draft'
import type { SectionProps } from '@/features/assistant/components/basics'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Sitting = Definition['hours'][number]

export function Hours({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const { hours, overrides } = definition
  const today = new Date().toISOString().slice(0, 10)
  return (
    <div className="space-y-6">
      <section aria-label={t('assistant.weekly')} className="space-y-3">
        <h3 className="font-semibold">{t('assistant.weekly')}</h3>
        <p className="text-xs text-faint">{t('assistant.weeklyHint')}</p>
        {hours.map((sitting, index) => (
          <SittingRow
            key={index}
            sitting={sitting}
            onChange={(part) => set({ hours: replaced(hours, index, part) })}
            onRemove={hours.length > 1 ? () => set({ hours: without(hours, index) }) : undefined}
          />
        ))}
        <Button onClick={() => set({ hours: [...hours, { days: [], opens: '09:00:00', closes: '17:00:00' }] })}>{t('assistant.addHours')}</Button>
      </section>
      <section aria-label={t('assistant.holidays')} className="space-y-3">
        <h3 className="font-semibold">{t('assistant.holidays')}</h3>
        {overrides.map((one, index) => {
          const edit = (part: Partial<typeof one>) => set({ overrides: replaced(overrides, index, part) })
          const [span] = one.hours
          return (
            <div key={index} className="grid grid-cols-2 gap-3 rounded-xl border border-line p-3 sm:grid-cols-4 sm:items-end">
              <Field label={t('assistant.firstDay')} type="date" required value={one.first} onChange={(event) => edit({ first: event.target.value })} />
              <Field label={t('today.lastDay')} type="date" required min={one.first} value={one.last} onChange={(event) => edit({ last: event.target.value })} />
              <div className="col-span-2">
                <Field label={t('assistant.why')} maxLength={200} value={one.reason} onChange={(event) => edit({ reason: event.target.value })} />
              </div>
              <Tick label={t('assistant.closed')} checked={!span} onChange={(event) => edit({ hours: event.target.checked ? [] : [['09:00:00', '17:00:00']] })} />
              {span && (
                <>
                  <Field label={t('assistant.opens')} type="time" required value={span[0].slice(0, 5)} onChange={(event) => edit({ hours: [[event.target.value, span[1]], ...one.hours.slice(1)] })} />
                  <Field label={t('assistant.closes')} type="time" required value={span[1].slice(0, 5)} onChange={(event) => edit({ hours: [[span[0], event.target.value], ...one.hours.slice(1)] })} />
                </>
              )}
              <Button onClick={() => set({ overrides: without(overrides, index) })}>{t('action.remove')}</Button>
            </div>
          )
        })}
        <Button onClick={() => set({ overrides: [...overrides, { first: today, last: today, hours: [], reason: '' }] })}>{t('assistant.addHoliday')}</Button>
      </section>
    </div>
  )
}

function SittingRow({ sitting, onChange, onRemove }: { sitting: Sitting; onChange: (part: Partial<Sitting>) => void; onRemove?: () => void }) {
  const { t } = useTranslation()
  const toggled = (day: (typeof DAYS)[number], on: boolean) => DAYS.filter((one) => (one === day ? on : sitting.days.includes(one)))
  return (
    <div className="flex flex-wrap items-end gap-3 rounded-xl border border-line p-3">
      <fieldset className="flex flex-wrap gap-x-3">
        <legend className="sr-only">{t('assistant.days')}</legend>
        {DAYS.map((day) => (
          <Tick key={day} label={t(`day.${day}`)} checked={sitting.days.includes(day)} onChange={(event) => onChange({ days: toggled(day, event.target.checked) })} />
        ))}
      </fieldset>
      <div className="w-32">
        <Field label={t('assistant.opens')} type="time" required value={sitting.opens.slice(0, 5)} onChange={(event) => onChange({ opens: event.target.value })} />
      </div>
      <div className="w-32">
        <Field label={t('assistant.closes')} type="time" required value={sitting.closes.slice(0, 5)} onChange={(event) => onChange({ closes: event.target.value })} />
      </div>
      {onRemove && <Button onClick={onRemove}>{t('action.remove')}</Button>}
    </div>
  )
}
