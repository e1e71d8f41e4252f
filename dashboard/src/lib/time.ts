import { dateFormat } from '@/lib/formats'
import { i18next } from '@/lib/i18n'

const PUNJABI = {
  weekday: { long: ['ਐਤਵਾਰ', 'ਸੋਮਵਾਰ', 'ਮੰਗਲਵਾਰ', 'ਬੁੱਧਵਾਰ', 'ਵੀਰਵਾਰ', 'ਸ਼ੁੱਕਰਵਾਰ', 'ਸ਼ਨੀਵਾਰ'], short: ['ਐਤ', 'ਸੋਮ', 'ਮੰਗਲ', 'ਬੁੱਧ', 'ਵੀਰ', 'ਸ਼ੁੱਕਰ', 'ਸ਼ਨੀ'] },
  month: {
    long: ['ਜਨਵਰੀ', 'ਫ਼ਰਵਰੀ', 'ਮਾਰਚ', 'ਅਪ੍ਰੈਲ', 'ਮਈ', 'ਜੂਨ', 'ਜੁਲਾਈ', 'ਅਗਸਤ', 'ਸਤੰਬਰ', 'ਅਕਤੂਬਰ', 'ਨਵੰਬਰ', 'ਦਸੰਬਰ'],
    short: ['ਜਨ', 'ਫ਼ਰ', 'ਮਾਰਚ', 'ਅਪ੍ਰੈ', 'ਮਈ', 'ਜੂਨ', 'ਜੁਲਾ', 'ਅਗ', 'ਸਤੰ', 'ਅਕਤੂ', 'ਨਵੰ', 'ਦਸੰ'],
  },
} as const

/** The nearest that the browser knows: Chromium has no Punjabi. */
export const localeOf = (language: string) => (language === 'pa' ? 'en-IN' : language)

/** A moment in a language, also in Punjabi, whose names of days and months we bring along. */
export function said(moment: Date, language: string, options: Intl.DateTimeFormatOptions & { timeZone: string }): string {
  const format = dateFormat(localeOf(language), options)
  if (language !== 'pa') return format.format(moment)
  const day = new Date(`${isoDay(moment, options.timeZone)}T12:00:00Z`)
  return format
    .formatToParts(moment)
    .map(({ type, value }) => {
      if (type === 'weekday') return PUNJABI.weekday[options.weekday === 'long' ? 'long' : 'short'][day.getUTCDay()]
      if (type === 'month') return PUNJABI.month[options.month === 'long' ? 'long' : 'short'][day.getUTCMonth()]
      return value
    })
    .join('')
}

const format = (options: Intl.DateTimeFormatOptions) => (moment: string | Date, timeZone: string) => said(new Date(moment), i18next.language, { ...options, timeZone })

/** Moments as the business's wall clock shows them, in the words of whoever looks. */
export const dayAndTime = format({ weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })
export const timeOfDay = format({ hour: 'numeric', minute: '2-digit' })
export const shortDay = format({ weekday: 'short', day: 'numeric', month: 'short' })

/** A day of the calendar, wherever it is. */
export const longDay = (day: string) =>
  said(new Date(`${day}T12:00:00Z`), i18next.language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** The ISO date of `moment` in a zone. */
export const isoDay = (moment: Date, timeZone: string) =>
  dateFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone }).format(moment)

/** `day` and so many days on; both ISO dates. */
export const daysAfter = (day: string, days: number) => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Milliseconds by which the clock of the place is ahead of UTC at that moment. */
function ahead(moment: Date, timeZone: string): number {
  const parts = dateFormat('en-US', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(moment)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(moment.getTime() / 1000) * 1000
}

/** The moment when the clock of the place shows `day` and `time` (`19:30`). In the hour that is skipped in spring, an hour later. */
export function momentAt(day: string, time: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T${time.slice(0, 5)}:00Z`)
  const guess = new Date(wall - ahead(new Date(wall), timeZone))
  return new Date(wall - ahead(guess, timeZone))
}

/** `19:30` on the clock of the place. */
export const wallTime = (moment: string | Date, timeZone: string) =>
  dateFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(moment))

/** `2:05` of so many seconds. */
export const clockLength = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
