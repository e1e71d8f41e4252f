import { numberFormat } from '@/lib/formats'
import { i18next } from '@/lib/i18n'
import { localeOf } from '@/lib/time'

/** Spanish is that of the Americas, as it is spoken to callers: $8.50, where plain `es` writes 8,50 US$. Euros are written as in Spain. */
const written = (language: string, currency?: string) => (language === 'es' ? (currency === 'EUR' ? 'es-ES' : 'es-US') : localeOf(language))

const format = (value: number, options: Intl.NumberFormatOptions) => numberFormat(written(i18next.language, options.currency), options).format(value)

export const plainNumber = (value: number) => format(value, { maximumFractionDigits: 1 })
export const percent = (share: number) => format(share, { style: 'percent', maximumFractionDigits: 0 })
export const seconds = (ms: number) => format(ms / 1000, { style: 'unit', unit: 'second', maximumFractionDigits: 1 })

/** Whole units of a currency above a hundred, cents below, and less than a cent where it is that little. */
export const money = (value: number, currency: string) =>
  format(value, { style: 'currency', currency, maximumFractionDigits: value >= 100 ? 0 : value !== 0 && value < 1 ? 3 : 2 })

/** What one call has cost, which is seldom a cent. */
export const smallCost = (usd: number) => format(usd, { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })

/** As told in a sentence about a change: without cents where there are none. */
export const amount = (value: number, currency: string, language: string) =>
  numberFormat(written(language, currency), { style: 'currency', currency, minimumFractionDigits: Number.isInteger(value) ? 0 : 2 }).format(value)

/** As it stands on a menu or a bill, to the cent; of what is being typed and no number yet, the letters. */
export const priceOf = (amount: string | number, currency: string) => (Number.isFinite(Number(amount)) ? format(Number(amount), { style: 'currency', currency }) : String(amount))
