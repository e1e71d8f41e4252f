import type { Schemas } from '@/lib/api'
import { momentAt } from '@/lib/time'

export type OverlayIn = Schemas['OverlayIn']
export type Language = 'en' | 'es' | 'pa'

export interface Wish {
  kind: OverlayIn['kind']
  /** ISO day of the place. */
  last: string
  /** `19:30` on its clock, on the last day; empty: to the end of that day. */
  until: string
  closes: string
  /** Empty: everything. */
  service: string
  text: Partial<Record<Language, string>>
}

/** Whose telephone rings when calls are sent to the house; none: there is nobody to send them to. */
export const houseTelephone = ({ ring_first, handoffs }: Pick<Schemas['Business'], 'ring_first' | 'handoffs'>) => ring_first?.number ?? handoffs[0]?.number

/** What is sent: only the fields that this kind has, and an end by the clock of the place. */
export function overlayOf(wish: Wish, today: string, timezone: string): OverlayIn {
  const said = Object.fromEntries(Object.entries(wish.text).filter(([, words]) => words?.trim())) as OverlayIn['text']
  return {
    kind: wish.kind,
    first: today,
    last: wish.last < today ? today : wish.last,
    until: wish.until ? momentAt(wish.last, wish.until, timezone).toISOString() : null,
    service: wish.kind === 'sold_out' ? wish.service : '',
    location: '',
    closes: wish.kind === 'closing_early' ? wish.closes : null,
    text: said,
  }
}
