import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Area, Field, Select } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import { useMay } from '@/features/account/api/account'
import { parted, type Person } from '@/features/customers/api/customers'
import { $api, HOME } from '@/lib/api'
import { worded } from '@/lib/ids'
import { useStale } from '@/lib/stale'
import { dayAndTime } from '@/lib/time'

/** Who they are, as the house has written it down, and what they usually come for. */
export function CustomerCard({ person }: { person: Person }) {
  const { t, i18n } = useTranslation()
  const { business, timezone } = useHere()
  const works = useMay(business.id, 'staff')
  const { card, usual } = person
  const service = usual && (worded(business.services.find((one) => one.id === usual.service)?.name, i18n.language) || usual.service)
  return (
    <Card title={t('customers.about')}>
      <dl className="mb-4 grid grid-cols-2 gap-x-4 gap-y-2 text-sm sm:grid-cols-4">
        <Fact name={t('customers.visits')}>{String(card?.bookings ?? 0)}</Fact>
        <Fact name={t('customers.missed')}>{String(card?.no_shows ?? 0)}</Fact>
        <Fact name={t('customers.lastVisit')}>{person.last_visit ? dayAndTime(person.last_visit, timezone) : '–'}</Fact>
        <Fact name={t('customers.usual')}>{usual ? t('customers.usually', { service: service ?? '', count: usual.party_size, time: usual.time }) : '–'}</Fact>
      </dl>
      {works && <Form person={person} />}
    </Card>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="text-faint">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  )
}

function Form({ person: { phone, card } }: { person: Person }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [name, setName] = useState(card?.name ?? '')
  const [email, setEmail] = useState(card?.email ?? '')
  const [language, setLanguage] = useState(card?.language ?? business.languages[0] ?? 'en')
  const [allergies, setAllergies] = useState(card?.allergies.join(', ') ?? '')
  const [tags, setTags] = useState(card?.tags.join(', ') ?? '')
  const [notes, setNotes] = useState(card?.notes ?? '')
  const onSuccess = () => {
    toast.success(t('state.saved'))
    return stale('/customers')
  }
  const change = $api.useMutation('patch', `${HOME}/customers/{phone}`, { onSuccess })
  const add = $api.useMutation('post', `${HOME}/customers`, { onSuccess })
  const fields = { name, email, language: language as 'en', allergies: parted(allergies), tags: parted(tags), notes }
  return (
    <form
      aria-label={t('customers.about')}
      className="grid gap-3 border-t border-line pt-4 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (card) change.mutate({ params: { path: { ...at(business), phone } }, body: { ...fields, revision: card.revision } })
        else add.mutate({ params: { path: at(business) }, body: { ...fields, phone, birth_date: '', postcode: '' } })
      }}
    >
      <Field label={t('customers.name')} required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
      <Field label={t('customers.email')} type="email" maxLength={254} value={email} onChange={(event) => setEmail(event.target.value)} />
      <Select label={t('calls.language')} value={language} onChange={(event) => setLanguage(event.target.value)}>
        {(['en', 'es', 'pa'] as const).map((one) => (
          <option key={one} value={one}>
            {t(`language.${one}`)}
          </option>
        ))}
      </Select>
      <Field label={t('customers.allergies')} hint={t('customers.commas')} maxLength={500} value={allergies} onChange={(event) => setAllergies(event.target.value)} />
      <div className="sm:col-span-2">
        <Field label={t('customers.tags')} hint={t('customers.commas')} maxLength={500} value={tags} onChange={(event) => setTags(event.target.value)} />
      </div>
      <div className="sm:col-span-2">
        <Area label={t('customers.notes')} hint={t('customers.notesHint')} maxLength={2000} value={notes} onChange={(event) => setNotes(event.target.value)} />
      </div>
      <div className="sm:col-span-2">
        <Fault error={change.error ?? add.error} />
        <Button type="submit" tone="strong" disabled={change.isPending || add.isPending}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  )
}
