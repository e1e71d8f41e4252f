import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Field, Select } from '@/components/ui/field'
import { worded } from '@/lib/ids'

const LANGUAGES = ['en', 'es', 'pa'] as const

/** What somebody would like, as it is typed at the desk: whoever books and whoever waits. */
interface Wish {
  service: string
  party: string
  name: string
  phone: string
  notes: string
  language: (typeof LANGUAGES)[number]
  text: boolean
}

/** The wish and what the form adds to it; `asked`: the part of a request that both have. */
export function useWish<More extends object>(more: More) {
  const { business } = useHere()
  const [wish, setWish] = useState<Wish & More>({
    service: business.services[0]?.id ?? '', party: '2', name: '', phone: '', notes: '', language: business.languages[0] ?? 'en', text: true, ...more,
  })
  const set = (part: Partial<Wish & More>) => setWish((now) => ({ ...now, ...part }))
  const seats = business.services.find((one) => one.id === wish.service)?.needs.some((need) => need.kind === 'table') ?? false
  const asked = {
    service: wish.service,
    party_size: seats ? Number(wish.party) : 1,
    customer: { name: wish.name.trim(), phone: wish.phone.replace(/[^\d+]/g, ''), language: wish.language },
    notes: wish.notes,
    text: wish.text && wish.phone !== '',
    location: business.locations[0]?.id ?? '',
    source: 'page' as const,
    variant: '', area: '', accessible: false,
  }
  return { wish, set, seats, asked }
}

interface Lines {
  wish: Wish
  set: (part: Partial<Wish>) => void
}

export function ServiceLine({ wish, set }: Lines) {
  const { t, i18n } = useTranslation()
  const { business } = useHere()
  return (
    <Select label={t('bookings.service')} value={wish.service} onChange={(event) => set({ service: event.target.value })}>
      {business.services.map((one) => (
        <option key={one.id} value={one.id}>
          {worded(one.name, i18n.language)}
        </option>
      ))}
    </Select>
  )
}

export function PartyLine({ wish, set }: Lines) {
  const { t } = useTranslation()
  return <Field label={t('bookings.party')} type="number" min={1} max={1000} required value={wish.party} onChange={(event) => set({ party: event.target.value })} />
}

/** Who it is for, and what is to be known of them. */
export function GuestLines({ wish, set }: Lines) {
  const { t } = useTranslation()
  return (
    <>
      <Field label={t('bookings.name')} required maxLength={200} autoComplete="off" value={wish.name} onChange={(event) => set({ name: event.target.value })} />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        <Field label={t('bookings.phone')} type="tel" placeholder="+14155550142" pattern="\+[1-9][0-9 ]{6,18}" hint={t('bookings.phoneHint')} value={wish.phone} onChange={(event) => set({ phone: event.target.value })} />
        <Select label={t('calls.language')} value={wish.language} onChange={(event) => set({ language: LANGUAGES.find((one) => one === event.target.value) })}>
          {LANGUAGES.map((one) => (
            <option key={one} value={one}>
              {t(`language.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      <Field label={t('bookings.notes')} maxLength={2000} value={wish.notes} onChange={(event) => set({ notes: event.target.value })} />
    </>
  )
}
