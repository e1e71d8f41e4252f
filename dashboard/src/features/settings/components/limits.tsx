import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '@/lib/toast'
import { at, useHere } from '@/app/here'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field, Select, Tick } from '@/components/ui/field'
import { Fault, Shown } from '@/components/ui/states'
import { type Definition, type Draft, same, useDraft } from '@/features/assistant/api/draft'
import { $api, HOME } from '@/lib/api'
import { useStale } from '@/lib/stale'

const MODES = ['off', 'notice', 'ask'] as const
const KNOWN_BY = ['name', 'birth_date', 'postcode'] as const

/** What is recorded and remembered, and what one call may take. It is part of the definition: saved as a draft, true once published. */
export function Limits() {
  const { business } = useHere()
  const draft = useDraft(business.id)
  return <Shown query={draft}>{(found) => <Form key={found?.revision ?? 0} draft={found} />}</Shown>
}

function Form({ draft }: { draft: Draft | null }) {
  const { t } = useTranslation()
  const { business } = useHere()
  const stale = useStale()
  const [begun] = useState<Definition>(draft?.definition ?? business)
  const [definition, setDefinition] = useState(begun)
  const set = (part: Partial<Definition>) => setDefinition((now) => ({ ...now, ...part }))
  const limit = (part: Partial<Definition['limits']>) => set({ limits: { ...definition.limits, ...part } })
  const save = $api.useMutation('put', `${HOME}/draft`, {
    onSuccess: () => {
      toast.success(t('assistant.saved'))
      return stale('/draft')
    },
  })
  const asked = definition.identify_by ?? (definition.vertical === 'clinic' ? ['name'] : [])
  return (
    <form
      aria-label={t('settings.section.limits')}
      className="grid items-start gap-4 lg:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ params: { path: at(business) }, body: { definition: { ...definition }, base: draft?.base ?? begun.version, revision: draft?.revision ?? 0, whole: true } })
      }}
    >
      <Card title={t('settings.kept')}>
        <div className="space-y-4">
          <p className="text-sm text-faint">{t('settings.disclosure')}</p>
          <Select label={t('assistant.recording')} hint={t(`assistant.recordingHint.${definition.recording}`)} value={definition.recording} onChange={(event) => set({ recording: event.target.value as Definition['recording'] })}>
            {MODES.map((one) => (
              <option key={one} value={one}>
                {t(`assistant.recordingMode.${one}`)}
              </option>
            ))}
          </Select>
          <Field
            label={t('settings.remember')}
            hint={t('settings.rememberHint')}
            type="number"
            min={0}
            max={1095}
            value={definition.remember_days ?? ''}
            onChange={(event) => set({ remember_days: event.target.value === '' ? null : Number(event.target.value) })}
          />
          <fieldset>
            <legend className="text-sm font-medium">{t('settings.identify')}</legend>
            <p className="text-xs text-faint">{t('settings.identifyHint')}</p>
            {KNOWN_BY.map((one) => (
              <Tick
                key={one}
                label={t(`settings.knownBy.${one}`)}
                checked={asked.includes(one)}
                onChange={(event) => set({ identify_by: KNOWN_BY.filter((other) => (other === one ? event.target.checked : asked.includes(other))) })}
              />
            ))}
          </fieldset>
          <Tick label={t('settings.texts')} checked={definition.texts} onChange={(event) => set({ texts: event.target.checked })} />
          <p className="text-sm text-faint">{t('settings.redaction')}</p>
        </div>
      </Card>
      <Card title={t('settings.caps')}>
        <div className="space-y-4">
          <Field
            label={t('settings.mostUsd')}
            hint={t('settings.mostUsdHint')}
            type="number"
            min={0}
            max={100}
            step={0.01}
            value={definition.limits.most_usd ?? ''}
            onChange={(event) => limit({ most_usd: event.target.value === '' ? null : event.target.value })}
          />
          <Field label={t('settings.longest')} hint={t('settings.longestHint')} type="number" required min={2} max={120} value={definition.limits.longest_minutes} onChange={(event) => limit({ longest_minutes: Number(event.target.value) })} />
          <Field label={t('settings.atOnce')} hint={t('settings.noLimit')} type="number" min={1} max={2000} value={definition.limits.calls_at_once ?? ''} onChange={(event) => limit({ calls_at_once: event.target.value === '' ? null : Number(event.target.value) })} />
          <Field label={t('settings.fromOne')} hint={t('settings.noLimit')} type="number" min={1} max={1_000_000} value={definition.limits.calls_from_one ?? ''} onChange={(event) => limit({ calls_from_one: event.target.value === '' ? null : Number(event.target.value) })} />
        </div>
      </Card>
      <div className="flex flex-wrap items-center justify-end gap-2 lg:col-span-2">
        <Fault error={save.error} />
        <ButtonLink to="/$business/versions" params={at(business)}>
          {t('assistant.toVersions')}
        </ButtonLink>
        <Button type="submit" tone="strong" disabled={save.isPending || same(begun, definition)}>
          {t('assistant.save')}
        </Button>
      </div>
    </form>
  )
}
