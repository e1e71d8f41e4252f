import { numberFormat } from '@/lib/formats'
import { i18next } from '@/lib/i18n'
import { localeOf } from '@/lib/time'

const format = (value: number, options: Intl.NumberFormatOptions) => numberFormat(localeOf(i18next.language), options).format(value)

export const plainNumber = (value: number) => format(value, { maximumFractionDigits: 1 })
export const percent = (share: number) => format(share, { style: 'percent', maximumFractionDigits: 0 })
export const seconds = (ms: number) => format(ms / 1000, { style: 'unit', unit: 'second', maximumFractionDigits: 1 })

/** Whole units of a currency above a hundred, cents below, and less than a cent where it is that little. */
export const money = (value: number, currency: string) =>
  format(value, { style: 'currency', currency, maximumFractionDigits: value >= 100 ? 0 : value !== 0 && value < 1 ? 3 : 2 })

/** As it stands on a menu or a bill, to the cent; of what is being typed and no number yet, the letters. */
export const priceOf = (amount: string | number, currency: string) => (Number.isFinite(Number(amount)) ? format(Number(amount), { style: 'currency', currency }) : String(amount))
