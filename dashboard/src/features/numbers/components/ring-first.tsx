import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field, Tick } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { type Draft, useDraft } from '@/features/assistant/api/draft'
import { e164 } from '@/lib/telephone'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'

/** A telephone of the house that rings before the receptionist answers: a part of the draft, like everything callers notice. */
export function RingFirst() {
  const { business } = useHere()
  const draft = useDraft(business.id)
  const { t } = useTranslation()
  return (
    <Card title={t('numbers.first')}>
      <p className="mb-3 text-sm text-faint">{t('numbers.firstHint')}</p>
      <Shown query={draft} lines={2}>
        {(found) => <Form key={found?.revision ?? 0} draft={found} />}
      </Shown>
    </Card>
  )
}

function Form({ draft }: { draft: Draft | null }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const definition = draft?.definition ?? business
  const first = definition.ring_first
  const [on, setOn] = useState(first !== null && first !== undefined)
  const [number, setNumber] = useState(first?.number ?? '')
  const [seconds, setSeconds] = useState(first?.ring_seconds ?? 15)
  const save = $api.useMutation('put', `${HOME}/draft`, {
    onSuccess: () => {
      toast.success(t('numbers.inDraft'))
      return stale('/draft')
    },
  })
  const whole = e164(number)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const ring_first = on && whole ? { number: whole, ring_seconds: seconds, hours: first?.hours ?? [] } : null
    save.mutate({
      params: { path: at(business) },
      body: { definition: { ...definition, ring_first }, base: draft?.base ?? business.version, revision: draft?.revision ?? 0, whole: true },
    })
  }
  return (
    <form aria-label={t('numbers.first')} onSubmit={submit} className="space-y-3">
      <Tick label={t('numbers.firstOn')} checked={on} onChange={(event) => setOn(event.target.checked)} />
      {on && (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field
              label={t('numbers.firstNumber')}
              type="tel"
              required
              value={number}
              error={number && !whole ? t('setUp.notANumber') : undefined}
              onChange={(event) => setNumber(event.target.value)}
            />
            <Field label={t('numbers.firstSeconds')} type="number" required min={5} max={60} value={seconds} onChange={(event) => setSeconds(Number(event.target.value))} />
          </div>
          <p className="text-xs text-faint">{t('numbers.firstHours')}</p>
        </>
      )}
      <Fault error={save.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={save.isPending || (on && !whole)}>
          {t('numbers.saveDraft')}
        </Button>
        {draft && (
          <ButtonLink to="/$business/versions" params={at(business)} tone="quiet">
            {t('nav.versions')}
          </ButtonLink>
        )}
      </div>
    </form>
  )
}
