import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '@/app/here'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Fault } from '@/components/ui/states'
import type { Definition, Draft } from '@/features/assistant/api/draft'
import { e164, telephone } from '@/lib/telephone'
import { useSaved } from '@/features/set-up/api/saved'

/** The first person of the house whom callers are put through to. */
export function PutThrough({ definition, draft }: { definition: Definition; draft: Draft | null }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const { save, error, saving } = useSaved(business, draft)
  const [number, setNumber] = useState('')
  const whole = e164(number)
  if (definition.handoffs.length > 0) {
    return (
      <ul className="text-sm">
        {definition.handoffs.map((one) => (
          <li key={one.label}>
            {one.label}: <span className="tabular-nums">{telephone(one.number)}</span>
          </li>
        ))}
      </ul>
    )
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const label = String(new FormData(event.currentTarget).get('label'))
    if (whole) save({ handoffs: [{ label, number: whole, hours: [], takes: [], type: 'warm', text_summary: false, ring_seconds: 20, if_no_answer: 'message' }] })
  }
  return (
    <form aria-label={t('setUp.live.person')} onSubmit={submit} className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <Field label={t('setUp.live.handName')} name="label" required maxLength={100} />
      <Field
        label={t('setUp.live.handNumber')}
        type="tel"
        required
        value={number}
        error={number.length > 6 && !whole ? t('setUp.notANumber') : undefined}
        onChange={(event) => setNumber(event.target.value)}
      />
      <Button type="submit" disabled={!whole || saving}>
        {t('setUp.live.handSave')}
      </Button>
      <div className="empty:hidden sm:col-span-3">
        <Fault error={error} />
      </div>
    </form>
  )
}
