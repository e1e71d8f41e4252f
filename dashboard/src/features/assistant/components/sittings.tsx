import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, Tick } from '@/components/ui/field'
import { type Place, saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { type Definition, replaced, without } from '@/features/assistant/api/draft'
import { Wrong } from '@/features/assistant/components/entry'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Sitting = Definition['hours'][number]
export type OtherDays = Definition['overrides'][number]
type Span = [string, string]

interface SittingsProps {
  at: Place
  sittings: readonly Sitting[]
  onChange: (sittings: Sitting[]) => void
  /** Whether the last one may go. */
  mayBeNone?: boolean
}

/** Hours of every week. */
export function Sittings({ at, sittings, onChange, mayBeNone = true }: SittingsProps) {
  const { t } = useTranslation()
  return (
    <div className="space-y-3">
      {sittings.map((sitting, index) => (
        <SittingRow
          key={index}
          at={[...at, index]}
          sitting={sitting}
          onChange={(part) => onChange(replaced(sittings, index, part))}
          onRemove={mayBeNone || sittings.length > 1 ? () => onChange(without(sittings, index)) : undefined}
        />
      ))}
      <Button onClick={() => onChange([...sittings, { days: [], opens: '09:00:00', closes: '17:00:00' }])}>{t('assistant.addHours')}</Button>
    </div>
  )
}

interface RowProps {
  at: Place
  sitting: Sitting
  onChange: (part: Partial<Sitting>) => void
  onRemove?: () => void
}

function SittingRow({ at, sitting, onChange, onRemove }: RowProps) {
  const { t } = useTranslation()
  const toggled = (day: (typeof DAYS)[number], on: boolean) => DAYS.filter((one) => (one === day ? on : sitting.days.includes(one)))
  return (
    <div className="rounded-xl border border-line p-3">
      <Wrong at={at} />
      <div className="flex flex-wrap items-end gap-3">
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
    </div>
  )
}

interface OtherDaysProps {
  at: Place
  days: readonly OtherDays[]
  onChange: (days: OtherDays[]) => void
  /** What it is called when there are no hours: closed, not there. */
  none: string
  add: string
}

/** Days that replace the hours of the week. */
export function OtherDaysList({ at, days, onChange, none, add }: OtherDaysProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const today = new Date().toISOString().slice(0, 10)
  return (
    <div className="space-y-3">
      {days.map((one, index) => {
        const edit = (part: Partial<OtherDays>) => onChange(replaced(days, index, part))
        const place = [...at, index]
        return (
          <div key={index} className="grid grid-cols-2 gap-3 rounded-xl border border-line p-3 sm:grid-cols-4 sm:items-end">
            <Field label={t('assistant.firstDay')} type="date" required value={one.first} onChange={(event) => edit({ first: event.target.value })} />
            <Field
              label={t('today.lastDay')}
              type="date"
              required
              min={one.first}
              error={saidOf(complaints, [...place, 'last'])}
              value={one.last}
              onChange={(event) => edit({ last: event.target.value })}
            />
            <div className="col-span-2">
              <Field label={t('assistant.why')} maxLength={200} value={one.reason} onChange={(event) => edit({ reason: event.target.value })} />
            </div>
            <Spans none={none} spans={one.hours as Span[]} onChange={(hours) => edit({ hours })} />
            <Button onClick={() => onChange(without(days, index))}>{t('action.remove')}</Button>
          </div>
        )
      })}
      <Button onClick={() => onChange([...days, { first: today, last: today, hours: [], reason: '' }])}>{add}</Button>
    </div>
  )
}

function Spans({ none, spans, onChange }: { none: string; spans: readonly Span[]; onChange: (spans: Span[]) => void }) {
  const { t } = useTranslation()
  const put = (index: number, span: Span) => onChange(spans.map((one, other) => (other === index ? span : one)))
  return (
    <>
      <Tick label={none} checked={spans.length === 0} onChange={(event) => onChange(event.target.checked ? [] : [['09:00:00', '17:00:00']])} />
      {spans.map(([opens, closes], index) => (
        <div key={index} className="col-span-2 grid grid-cols-2 gap-3 sm:col-start-1">
          <Field label={t('assistant.opens')} type="time" required value={opens.slice(0, 5)} onChange={(event) => put(index, [event.target.value, closes])} />
          <Field label={t('assistant.closes')} type="time" required value={closes.slice(0, 5)} onChange={(event) => put(index, [opens, event.target.value])} />
        </div>
      ))}
    </>
  )
}
