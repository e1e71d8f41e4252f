import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, Select, Tick } from '@/components/ui/field'
import { replaced, without } from '@/features/assistant/api/draft'
import type { Day, Spoken } from '@/features/set-up/api/house'
import type { StepProps } from '@/features/set-up/components/set-up-page'

const TRADES = ['restaurant', 'salon', 'clinic'] as const
const LANGUAGES: readonly Spoken[] = ['en', 'es', 'pa']
const DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const CURRENCIES = ['USD', 'CAD', 'GBP', 'EUR', 'AUD', 'INR', 'MXN']

export function TradeStep({ house, set, packs }: StepProps) {
  const { t } = useTranslation()
  return (
    <fieldset className="grid gap-3 sm:grid-cols-3">
      <legend className="sr-only">{t('setUp.steps.trade')}</legend>
      {TRADES.filter((trade) => packs.some((one) => one.vertical === trade)).map((trade) => (
        <label
          key={trade}
          className="flex cursor-pointer flex-col gap-1 rounded-xl border border-line p-4 has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-2 has-focus-visible:outline-brand"
        >
          <span className="flex items-center gap-2 font-semibold">
            <input type="radio" name="trade" className="size-5 accent-brand" checked={house.vertical === trade} onChange={() => set({ vertical: trade, offers: {}, counts: {} })} />
            {t(`setUp.trade.${trade}`)}
          </span>
          <span className="text-sm text-faint">{t(`setUp.tradeHint.${trade}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

export function HouseStep({ house, set }: StepProps) {
  const { t } = useTranslation()
  const zones = Intl.supportedValuesOf('timeZone')
  const speaks = (language: Spoken, yes: boolean) => set({ languages: yes ? [...house.languages, language] : house.languages.filter((one) => one !== language) })
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('setUp.name')} required maxLength={200} value={house.name} onChange={(event) => set({ name: event.target.value })} />
        <Field label={t('setUp.assistant')} hint={t('setUp.assistantHint')} required maxLength={60} value={house.assistant} onChange={(event) => set({ assistant: event.target.value })} />
      </div>
      <Field label={t('setUp.address')} required maxLength={300} autoComplete="street-address" value={house.address} onChange={(event) => set({ address: event.target.value })} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select label={t('setUp.timezone')} value={house.timezone} onChange={(event) => set({ timezone: event.target.value })}>
          {(zones.includes(house.timezone) ? zones : [house.timezone, ...zones]).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
        <Select label={t('setUp.currency')} value={house.currency} onChange={(event) => set({ currency: event.target.value })}>
          {CURRENCIES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
      </div>
      <fieldset>
        <legend className="text-sm font-medium">{t('setUp.languages')}</legend>
        <div className="flex flex-wrap gap-x-5">
          {LANGUAGES.map((language) => (
            <Tick
              key={language}
              label={t(`language.${language}`)}
              checked={house.languages.includes(language)}
              disabled={house.languages.length === 1 && house.languages[0] === language}
              onChange={(event) => speaks(language, event.target.checked)}
            />
          ))}
        </div>
        <p className="text-xs text-faint">{t('setUp.spokenFirst')}</p>
      </fieldset>
    </div>
  )
}

export function HoursStep({ house, set }: StepProps) {
  const { t } = useTranslation()
  const { hours } = house
  return (
    <div className="space-y-3">
      <p className="text-sm text-faint">{t('setUp.hoursHint')}</p>
      {hours.map((sitting, index) => {
        const edit = (part: Partial<typeof sitting>) => set({ hours: replaced(hours, index, part) })
        const toggled = (day: Day, on: boolean) => DAYS.filter((one) => (one === day ? on : sitting.days.includes(one)))
        return (
          <div key={index} className="flex flex-wrap items-end gap-3 rounded-xl border border-line p-3">
            <fieldset className="flex flex-wrap gap-x-3">
              <legend className="sr-only">{t('assistant.days')}</legend>
              {DAYS.map((day) => (
                <Tick key={day} label={t(`day.${day}`)} checked={sitting.days.includes(day)} onChange={(event) => edit({ days: toggled(day, event.target.checked) })} />
              ))}
            </fieldset>
            <div className="w-32">
              <Field label={t('assistant.opens')} type="time" required value={sitting.opens} onChange={(event) => edit({ opens: event.target.value })} />
            </div>
            <div className="w-32">
              <Field label={t('assistant.closes')} type="time" required value={sitting.closes} onChange={(event) => edit({ closes: event.target.value })} />
            </div>
            {hours.length > 1 && <Button onClick={() => set({ hours: without(hours, index) })}>{t('action.remove')}</Button>}
          </div>
        )
      })}
      <Button onClick={() => set({ hours: [...hours, { days: [], opens: '10:00', closes: '14:00' }] })}>{t('setUp.addHours')}</Button>
      <p className="text-xs text-faint">{t('setUp.holidays')}</p>
    </div>
  )
}
