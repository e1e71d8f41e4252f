import { i18next } from '@/lib/i18n'
import { localeOf } from '@/lib/time'

/** A price as whoever looks writes it. */
export const money = ({ amount, currency }: { amount: string | number; currency: string }) =>
  new Intl.NumberFormat(localeOf(i18next.language), { style: 'currency', currency }).format(Number(amount))
