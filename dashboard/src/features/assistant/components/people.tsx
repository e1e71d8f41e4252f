import { useTranslation } from 'react-i18next'
import { Button } from '@/components/ui/button'
import { Field, NumberField, Select, Tick, Ticks } from '@/components/ui/field'
import { Empty } from '@/components/ui/states'
import { saidOf, useComplaints } from '@/features/assistant/api/complaints'
import { type Definition, moved, replaced, without } from '@/features/assistant/api/draft'
import type { SectionProps } from '@/features/assistant/components/basics'
import { Entry, Order } from '@/features/assistant/components/entry'
import { Sittings } from '@/features/assistant/components/sittings'

const REASONS = ['asked', 'emergency', 'frustrated', 'policy', 'not_understood', 'severe_allergy'] as const
const MATTERS = ['message', 'call_back', 'failed_handover', 'severe_allergy', 'large_party', 'emergency'] as const
const UNANSWERED = ['message', 'call_back', 'next'] as const
const E164 = String.raw`\+[1-9]\d{6,14}`

type Handoff = Definition['handoffs'][number]
type Colleague = Definition['colleagues'][number]

/** Who callers are put through to, and who hears of what cannot wait. */
export function People(props: SectionProps) {
  return (
    <div className="space-y-8">
      <Handoffs {...props} />
      <Colleagues {...props} />
    </div>
  )
}

function Handoffs({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const { handoffs, workflows } = definition
  const fresh: Handoff = { label: '', number: '', hours: [], takes: [], type: 'warm', text_summary: false, ring_seconds: 20, if_no_answer: 'message' }
  const renamed = (index: number, label: string) => {
    const before = handoffs[index]?.label
    const outcome = <One extends { to: string }>(one: One) => (before && one.to === before ? { ...one, to: label } : one)
    set({
      handoffs: replaced(handoffs, index, { label }),
      workflows: workflows.map((own) => ({ ...own, then: own.then.map(outcome), otherwise: outcome(own.otherwise) })),
    })
  }
  return (
    <section aria-label={t('people.handoffs')} className="space-y-3">
      <h3 className="font-semibold">{t('people.handoffs')}</h3>
      <p className="text-xs text-faint">{t('people.handoffsHint')}</p>
      {handoffs.length === 0 && <Empty>{t('people.nobody')}</Empty>}
      {handoffs.map((one, index) => (
        <Entry
          key={index}
          at={['handoffs', index]}
          name={one.label}
          aside={one.takes.length > 0 ? one.takes.map((reason) => t(`people.reasons.${reason}`)).join(', ') : t('people.anyReason')}
          fresh={!one.label}
          fields={['label', 'number']}
        >
          <HandoffForm at={['handoffs', index]} handoff={one} rename={(label) => renamed(index, label)} edit={(part) => set({ handoffs: replaced(handoffs, index, part) })} />
          <div className="flex flex-wrap gap-2">
            <Order index={index} last={handoffs.length - 1} name={one.label} move={(to) => set({ handoffs: moved(handoffs, index, to) })} />
            <Button onClick={() => set({ handoffs: without(handoffs, index) })}>{t('action.remove')}</Button>
          </div>
        </Entry>
      ))}
      <Button onClick={() => set({ handoffs: [...handoffs, fresh] })}>{t('people.addHandoff')}</Button>
    </section>
  )
}

interface HandoffProps {
  at: (string | number)[]
  handoff: Handoff
  rename: (label: string) => void
  edit: (part: Partial<Handoff>) => void
}

function HandoffForm({ at, handoff, rename, edit }: HandoffProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={t('people.label')}
          hint={t('people.labelHint')}
          required
          maxLength={80}
          error={saidOf(complaints, [...at, 'label'])}
          value={handoff.label}
          onChange={(event) => rename(event.target.value)}
        />
        <Number value={handoff.number} error={saidOf(complaints, [...at, 'number'])} onChange={(number) => edit({ number })} />
      </div>
      <Ticks
        label={t('people.takes')}
        hint={t('people.takesHint')}
        of={REASONS.map((one) => [one, t(`people.reasons.${one}`)] as const)}
        chosen={handoff.takes}
        onChoose={(takes) => edit({ takes })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Select label={t('people.how')} hint={t(`people.howHint.${handoff.type}`)} value={handoff.type} onChange={(event) => edit({ type: event.target.value as Handoff['type'] })}>
          {(['warm', 'cold'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`people.${one}`)}
            </option>
          ))}
        </Select>
        <Select label={t('people.ifNoAnswer')} value={handoff.if_no_answer} onChange={(event) => edit({ if_no_answer: event.target.value as Handoff['if_no_answer'] })}>
          {UNANSWERED.map((one) => (
            <option key={one} value={one}>
              {t(`people.unanswered.${one}`)}
            </option>
          ))}
        </Select>
        <NumberField label={t('people.rings')} min={5} max={60} value={handoff.ring_seconds} onNumber={(value) => edit({ ring_seconds: value ?? 20 })} />
        <Tick className="self-end" label={t('people.textSummary')} checked={handoff.text_summary} onChange={(event) => edit({ text_summary: event.target.checked })} />
      </div>
      <Hours at={[...at, 'hours']} hours={handoff.hours} hint={t('people.hoursHint')} onChange={(hours) => edit({ hours })} />
    </>
  )
}

function Colleagues({ definition, set }: SectionProps) {
  const { t } = useTranslation()
  const complaints = useComplaints()
  const { colleagues } = definition
  const fresh: Colleague = { name: '', number: '', about: [], hours: [], language: 'en' }
  return (
    <section aria-label={t('people.colleagues')} className="space-y-3">
      <h3 className="font-semibold">{t('people.colleagues')}</h3>
      <p className="text-xs text-faint">{t('people.colleaguesHint', { count: definition.policies.escalate_minutes })}</p>
      {colleagues.map((one, index) => {
        const at = ['colleagues', index]
        const edit = (part: Partial<Colleague>) => set({ colleagues: replaced(colleagues, index, part) })
        const about = one.about.length > 0 ? one.about.map((matter) => t(`people.matters.${matter}`)).join(', ') : t('people.anyMatter')
        return (
          <Entry key={index} at={at} name={one.name} aside={about} fresh={!one.name} fields={['name', 'number']}>
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label={t('house.name')} required maxLength={80} error={saidOf(complaints, [...at, 'name'])} value={one.name} onChange={(event) => edit({ name: event.target.value })} />
              <Number value={one.number} error={saidOf(complaints, [...at, 'number'])} onChange={(number) => edit({ number })} />
              <Select label={t('people.language')} value={one.language} onChange={(event) => edit({ language: event.target.value as Colleague['language'] })}>
                {(['en', 'es', 'pa'] as const).map((language) => (
                  <option key={language} value={language}>
                    {t(`language.${language}`)}
                  </option>
                ))}
              </Select>
            </div>
            <Ticks
              label={t('people.about')}
              hint={t('people.aboutHint')}
              of={MATTERS.map((matter) => [matter, t(`people.matters.${matter}`)] as const)}
              chosen={one.about}
              onChoose={(chosen) => edit({ about: chosen })}
            />
            <Hours at={[...at, 'hours']} hours={one.hours} hint={t('people.disturbHint')} onChange={(hours) => edit({ hours })} />
            <div className="flex flex-wrap gap-2">
              <Order index={index} last={colleagues.length - 1} name={one.name} move={(to) => set({ colleagues: moved(colleagues, index, to) })} />
              <Button onClick={() => set({ colleagues: without(colleagues, index) })}>{t('action.remove')}</Button>
            </div>
          </Entry>
        )
      })}
      <Button onClick={() => set({ colleagues: [...colleagues, fresh] })}>{t('people.addColleague')}</Button>
    </section>
  )
}

function Number({ value, error, onChange }: { value: string; error?: string; onChange: (number: string) => void }) {
  const { t } = useTranslation()
  const plain = (written: string) => written.replace(/[\s().-]/g, '')
  return (
    <Field
      label={t('people.number')}
      hint={t('people.numberHint')}
      type="tel"
      required
      pattern={E164}
      title={t('people.numberHint')}
      error={error}
      value={value}
      onChange={(event) => onChange(plain(event.target.value))}
    />
  )
}

function Hours({ at, hours, hint, onChange }: { at: (string | number)[]; hours: Handoff['hours']; hint: string; onChange: (hours: Handoff['hours']) => void }) {
  const { t } = useTranslation()
  return (
    <section className="space-y-2 border-t border-line pt-4">
      <h4 className="text-sm font-semibold">{t('people.hours')}</h4>
      {hours.length === 0 && <p className="text-xs text-faint">{hint}</p>}
      <Sittings at={at} sittings={hours} onChange={onChange} />
    </section>
  )
}
